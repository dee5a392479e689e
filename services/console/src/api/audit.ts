import { infiniteQueryOptions } from '@tanstack/react-query';
import type { AuditRecords, AuditVerification } from '@deskbeat/contracts';
import { addressOf, get } from './client.js';

/** What the log is narrowed to. */
export interface AuditFilter {
  actor?: string;
  action?: string;
  on?: string;
  outcome?: string;
  since?: string;
  until?: string;
}

const queryOf = (filter: AuditFilter) => ({ ...filter });

/** What was done, newest first, page after page. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      get<AuditRecords>('/audit-records', { limit: 100, cursor: pageParam, ...queryOf(filter) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const auditFile = (filter: AuditFilter, kind: 'csv' | 'ndjson'): string =>
  addressOf(`/audit-records.${kind}`, queryOf(filter));

/** Walks the whole chain. @returns how many records were looked at, and where it breaks if it does */
export async function verifyChain(): Promise<AuditVerification> {
  for (let after = 0, checked = 0; ;) {
    const part = await get<AuditVerification>('/audit-records/verification', { after, limit: 5_000 });
    checked += part.checked;
    if (part.broken || part.complete) return { ...part, checked };
    after = part.last;
  }
}
