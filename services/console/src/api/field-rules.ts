import { queryOptions, useQuery } from '@tanstack/react-query';
import type { FieldHolder, FieldRule, FieldRulesView, OwnFieldLimits } from '@deskbeat/contracts';
import { get, put } from './client.js';
import { queryClient } from './queries.js';

export const fieldRulesQuery = queryOptions({
  queryKey: ['field-rules'],
  queryFn: ({ signal }) => get<FieldRulesView>('/field-rules', {}, signal),
});
export const fieldLimitsQuery = queryOptions({
  queryKey: ['field-limits'],
  queryFn: ({ signal }) => get<OwnFieldLimits>('/session/field-limits', {}, signal),
  staleTime: 60_000,
});

export async function saveFieldRules(
  { version }: FieldRulesView,
  rules: readonly FieldRule[],
): Promise<FieldRulesView> {
  const saved = await put<FieldRulesView>('/field-rules', { rules }, { seen: version });
  void queryClient.invalidateQueries({ queryKey: fieldLimitsQuery.queryKey });
  return saved;
}

/** What of a ticket's or a customer's fields the reader sees and may change: all, until it is known. */
export function useFieldLimits(holder: FieldHolder): {
  hides: (field: string) => boolean;
  fixes: (field: string) => boolean;
} {
  const limits = useQuery(fieldLimitsQuery).data?.[holder];
  const hides = (field: string): boolean => limits?.hidden.includes(field) ?? false;
  return { hides, fixes: (field) => hides(field) || (limits?.fixed.includes(field) ?? false) };
}
