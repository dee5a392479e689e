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
