import type { AccountRole, Identity, QueueView, Reach, TeamView } from '@deskbeat/contracts';

/** Teams and queues, as the directory has them. */
export interface Structure {
  teams: readonly Pick<TeamView, 'id' | 'leadId' | 'managerId'>[];
  queues: readonly Pick<QueueView, 'id' | 'teamId'>[];
}

/** What of an identity says how far somebody sees. */
export type Reaching = Pick<Identity, 'teams' | 'leads' | 'queues' | 'reach'>;

/** Whether the teams of somebody decide what they see: managers and auditors see everything. */
export const isNarrowed = (role: AccountRole, reach: Reach): boolean =>
  reach === 'teams' && (role === 'agent' || role === 'lead');

/** The teams that somebody belongs to or leads, and the queues from which these take tickets. */
export function reachOf(id: string, own: readonly string[], { teams, queues }: Structure): Reaching {
  const leads = teams.filter(({ leadId, managerId }) => leadId === id || managerId === id).map((team) => team.id);
  const all = [...new Set([...own, ...leads])];
  const theirs = queues.filter(({ teamId }) => teamId === undefined || all.includes(teamId));
  return { teams: all, leads, queues: theirs.map((queue) => queue.id), reach: 'teams' };
}
