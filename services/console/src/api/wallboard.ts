import { queryOptions } from '@tanstack/react-query';
import type { TicketList, Wallboard } from '@deskbeat/contracts';
import { get } from './client.js';
import { keys, ticketListQuery, viewCountsQuery } from './queries.js';

/** Asks on its own as well: a wall has nobody who would load it again. */
const awake = { refetchInterval: 15_000, refetchIntervalInBackground: true };

/** @param today when the day began, RFC 3339 */
export const wallboardQuery = (today: string) =>
  queryOptions({
    queryKey: [...keys.figures, 'wallboard', today],
    queryFn: ({ signal }) => get<Wallboard>('/analytics/wallboard', { today }, signal),
    ...awake,
  });

export const nextBreachesQuery = {
  ...ticketListQuery<TicketList>('/views/about-to-breach/tickets', { limit: 12 }),
  ...awake,
};

/** How many tickets are due within hours; the API counts to 99. */
export const aboutToBreachQuery = queryOptions({
  ...viewCountsQuery,
  ...awake,
  select: ({ items }) => items.find(({ id }) => id === 'about-to-breach'),
});
