import { queryOptions } from '@tanstack/react-query';
import type { PolicyList } from '@deskbeat/contracts';
import { get } from '../../../api/client.js';

export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => get<PolicyList>('/policies', {}, signal),
});
