import { queryOptions } from '@tanstack/react-query';
import type { Board, HandOver, MovePlan } from '@deskbeat/contracts';
import { get, path, post } from './client.js';
import { keys, queryClient } from './queries.js';

/** Who has how much, and what waits; without a team, of everybody. */
export const boardQuery = (teamId?: string) =>
  queryOptions({
    queryKey: [...keys.figures, 'workload', teamId],
    queryFn: ({ signal }) => get<Board>('/workload', { teamId }, signal),
    // Presence and shifts are not told by the feed.
    refetchInterval: 30_000,
  });

const told = async (plan: Promise<MovePlan>): Promise<MovePlan> => {
  const made = await plan;
  if (!made.dryRun) await queryClient.invalidateQueries({ queryKey: keys.figures });
  return made;
};

export const rebalance = (queueId: string, dryRun: boolean): Promise<MovePlan> =>
  told(post<MovePlan>(path`/queues/${queueId}/rebalance`, { dryRun }));

export const handOver = ({ personId, ...body }: HandOver): Promise<MovePlan> =>
  told(post<MovePlan>(path`/people/${personId}/handover`, body));
