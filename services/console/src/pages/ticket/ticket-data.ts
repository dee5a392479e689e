import { queryOptions, useQuery } from '@tanstack/react-query';
import type {
  AssignmentView,
  ClockReport,
  CustomerHistory,
  DraftList,
  FileList,
  Relations,
  TicketView,
  Timeline,
  TimelineEntry,
} from '@deskbeat/contracts';
import { get, path } from '../../api/client.js';
import { keys, queryClient, ticketQuery } from '../../api/queries.js';

const mostPages = 10;

/** The whole timeline, oldest first. */
async function wholeTimeline(id: string, signal: AbortSignal): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { items, next } = await get<Timeline>(path`/tickets/${id}/timeline`, { cursor, limit: 200 }, signal);
    entries.push(...items);
    if (next === undefined) break;
    cursor = next;
  }
  return entries;
}

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.ticket(id), 'timeline'],
    queryFn: ({ signal }) => wholeTimeline(id, signal),
  });

const part = <T>(id: string, name: string) =>
  queryOptions({
    queryKey: [...keys.ticket(id), name],
    queryFn: ({ signal }) => get<T>(`${path`/tickets/${id}`}/${name}`, {}, signal),
  });

export const assignmentQuery = (id: string) => part<AssignmentView>(id, 'assignment');
export const relationsQuery = (id: string) => part<Relations>(id, 'relations');
export const attachmentsQuery = (id: string) => part<FileList>(id, 'attachments');
export const historyQuery = (id: string) => part<CustomerHistory>(id, 'history');
export const clockReportQuery = (id: string) => part<ClockReport>(id, 'clock/report');

/** One's own drafts and those that others share. */
export const draftsQuery = (id: string) => part<DraftList>(id, 'drafts');

/** The ticket of an address, which names it by number or id; everything else knows it by id. */
export function useTicket(named: string) {
  const found = useQuery({
    queryKey: ['ticket-named', named],
    queryFn: async ({ signal }) => {
      const ticket = await get<TicketView>(path`/tickets/${named}`, {}, signal);
      queryClient.setQueryData(ticketQuery(ticket.id).queryKey, ticket);
      return ticket.id;
    },
    staleTime: Infinity,
  });
  const ticket = useQuery({ ...ticketQuery(found.data ?? ''), enabled: found.data !== undefined });
  return {
    ticket: ticket.data,
    error: found.error ?? (ticket.data ? null : ticket.error),
    retry: () => void found.refetch(),
  };
}
