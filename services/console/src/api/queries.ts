import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type {
  CustomerFieldsView,
  NoticeList,
  PersonList,
  QueueList,
  RegionList,
  SavedViews,
  TeamList,
  TicketTypeList,
  TicketView,
  ViewCounts,
} from '@deskbeat/contracts';
import { get, path, type QueryValue } from './client.js';
import { ApiProblem } from './problem.js';

const minute = 60_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // News come by the live feed; this is for what it does not tell.
      staleTime: 30_000,
      gcTime: 5 * minute,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 3 && error instanceof ApiProblem && error.isPassing,
    },
    mutations: { retry: false },
  },
});

/** First parts of keys; the live feed refreshes by them. */
export const keys = {
  /** Everything of one ticket. */
  ticket: (id: string) => ['ticket', id] as const,
  /** Whatever lists tickets. */
  lists: ['tickets'] as const,
  /** Figures that any change may change. */
  figures: ['figures'] as const,
  inbox: ['inbox'] as const,
};

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.ticket(id), 'view'],
    queryFn: async ({ signal }) => newerOf(id, await get<TicketView>(path`/tickets/${id}`, {}, signal)),
  });

/** What was asked for before a change may be answered after it. */
function newerOf(id: string, answer: TicketView): TicketView {
  const known = queryClient.getQueryData<TicketView>([...keys.ticket(id), 'view']);
  return known && known.version > answer.version ? known : answer;
}

/** A list of tickets that follows the live feed. */
export const ticketListQuery = <T>(where: string, query: Readonly<Record<string, QueryValue>> = {}) =>
  queryOptions({
    queryKey: [...keys.lists, where, query],
    queryFn: ({ signal }) => get<T>(where, query, signal),
    placeholderData: keepPreviousData,
  });

const directory = { staleTime: 5 * minute, gcTime: 60 * minute };

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => get<PersonList>('/people', {}, signal),
  ...directory,
});
export const queuesQuery = queryOptions({
  queryKey: ['queues'],
  queryFn: ({ signal }) => get<QueueList>('/queues', {}, signal),
  ...directory,
});
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => get<TeamList>('/teams', {}, signal),
  ...directory,
});
export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: ({ signal }) => get<RegionList>('/regions', {}, signal),
  ...directory,
});
export const typesQuery = queryOptions({
  queryKey: ['ticket-types'],
  queryFn: ({ signal }) => get<TicketTypeList>('/ticket-types', {}, signal),
  ...directory,
});
/** The organisation's own fields of customers. */
export const customerFieldsQuery = queryOptions({
  queryKey: ['customer-fields'],
  queryFn: ({ signal }) => get<CustomerFieldsView>('/customer-fields', {}, signal),
  ...directory,
});
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => get<SavedViews>('/views', {}, signal),
  ...directory,
});
export const viewCountsQuery = queryOptions({
  queryKey: [...keys.figures, 'views'],
  queryFn: ({ signal }) => get<ViewCounts>('/views/counts', {}, signal),
});
export const inboxQuery = (personId: string) =>
  queryOptions({
    queryKey: [...keys.inbox, personId],
    queryFn: ({ signal }) => get<NoticeList>(path`/people/${personId}/inbox`, { limit: 50 }, signal),
  });
