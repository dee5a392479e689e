import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Status, TicketList, TicketView } from '@deskbeat/contracts';
import { get } from '../../api/client.js';
import { keys, queryClient } from '../../api/queries.js';

export interface BoardFilter {
  assigneeId?: string;
  priority?: string;
  queueId?: string;
}

type Pages = InfiniteData<TicketList, string | undefined>;
const pageSize = 100;
const keyOf = (status: Status, filter: BoardFilter) => [...keys.lists, 'board', status, filter];

/** One status of the board; more of it is loaded as it is scrolled. It follows the live feed. */
export function useColumn(status: Status, filter: BoardFilter) {
  const order = status === 'resolved' || status === 'closed' ? 'updated' : 'due';
  const query = useInfiniteQuery({
    queryKey: keyOf(status, filter),
    queryFn: ({ pageParam, signal }) =>
      get<TicketList>('/tickets', { status, order, ...filter, cursor: pageParam, limit: pageSize }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
  const items = useMemo(() => {
    const seen = new Set<string>();
    return (query.data?.pages ?? []).flatMap((page) => page.items).filter(({ id }) => !seen.has(id) && seen.add(id));
  }, [query.data]);
  return { query, items };
}

/** A ticket that stands on the board. */
export const shownTicket = (id: string): TicketView | undefined =>
  queryClient
    .getQueriesData<Pages>({ queryKey: [...keys.lists, 'board'] })
    .flatMap(([, data]) => data?.pages ?? [])
    .flatMap(({ items }) => items)
    .find((ticket) => ticket.id === id);

/** Shows a ticket in another column at once. @returns puts it back */
export function carry(ticket: TicketView, to: Status, filter: BoardFilter): () => void {
  const [from, into] = [keyOf(ticket.status, filter), keyOf(to, filter)];
  const before = [from, into].map((key) => [key, queryClient.getQueryData<Pages>(key)] as const);
  queryClient.setQueryData<Pages>(
    from,
    (data) => data && changed(data, (items) => items.filter(({ id }) => id !== ticket.id)),
  );
  const moved = { ...ticket, status: to, moves: [] };
  queryClient.setQueryData<Pages>(into, (data) => {
    if (!data) return data;
    const [first, ...rest] = data.pages;
    return { ...data, pages: [{ ...first!, items: [moved, ...first!.items] }, ...rest] };
  });
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}

const changed = (data: Pages, change: (items: TicketView[]) => TicketView[]): Pages => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: change(page.items) })),
});
