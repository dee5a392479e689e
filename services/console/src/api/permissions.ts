import { queryOptions, useQuery } from '@tanstack/react-query';
import type { PermissionList } from '@deskbeat/contracts';
import { get } from './client.js';

export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: ({ signal }) => get<PermissionList>('/permissions', {}, signal),
  staleTime: Infinity,
});

/** Whether the reader may do what a permission key names; nothing until that is known. */
export function useMay(): ((key: string) => boolean) | undefined {
  const items = useQuery(permissionsQuery).data?.items;
  if (!items) return undefined;
  const allowed = new Set(items.filter(({ may }) => may !== 'no').map(({ key }) => key));
  return (key) => allowed.has(key);
}

/** Permission keys of what is done on pages in several places. */
export const to = {
  openTickets: 'intake.open-ticket',
  work: 'intake.update-ticket',
  changeMany: 'intake.change-tickets',
  keepViews: 'intake.create-view',
  knowCustomers: 'intake.update-customer',
  level: 'assignment.rebalance',
  setUpPeople: 'assignment.save-person',
  seeTeams: 'assignment.get-board',
  seeFigures: 'analytics.get-wallboard',
} as const;

/** The same of one key. What may not be done is not shown; until that is known, `unknown` is shown. */
export function useAllowed(key: string, unknown = true): boolean {
  const may = useMay();
  return may ? may(key) : unknown;
}
