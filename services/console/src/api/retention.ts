import { queryOptions } from '@tanstack/react-query';
import type {
  HeldKind,
  Holds,
  HoldView,
  RetentionPreview,
  RetentionRules,
  RetentionRulesView,
  RetentionRunList,
  RetentionRunView,
} from '@deskbeat/contracts';
import { get, path, post, put, remove } from './client.js';

export const retentionRulesQuery = queryOptions({
  queryKey: ['retention', 'rules'],
  queryFn: ({ signal }) => get<RetentionRulesView>('/retention-rules', {}, signal),
});
export const holdsQuery = queryOptions({
  queryKey: ['retention', 'holds'],
  queryFn: ({ signal }) => get<Holds>('/holds', {}, signal),
});
/** Looks again while one of them runs. */
export const retentionRunsQuery = queryOptions({
  queryKey: ['retention', 'runs'],
  queryFn: ({ signal }) => get<RetentionRunList>('/retention-runs', { limit: 10 }, signal),
  refetchInterval: ({ state }) => (state.data?.items.some((run) => run.state === 'running') ? 2_000 : false),
});

export const saveRetentionRules = (rules: RetentionRules, seen: number | undefined) =>
  put<RetentionRulesView>('/retention-rules', rules, { seen });
export const previewRetention = (rules: RetentionRules) => get<RetentionPreview>('/retention-preview', { ...rules });
export const beginRetentionRun = () => post<RetentionRunView>('/retention-runs');

export const placeHold = (kind: HeldKind, id: string, reason: string) =>
  put<HoldView>(path`/holds/${kind}/${id}`, { reason });
export const endHold = ({ kind, id }: Pick<HoldView, 'kind' | 'id'>) => remove(path`/holds/${kind}/${id}`);
