import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { NoticeList, Preferences, PreferencesView } from '@deskbeat/contracts';
import { get, path, put } from './client.js';
import { keys, queryClient } from './queries.js';

/** Everything somebody was told, newest first, page after page. */
export const inboxPagesQuery = (personId: string, unreadOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: [...keys.inbox, personId, 'pages', unreadOnly],
    queryFn: ({ pageParam, signal }) =>
      get<NoticeList>(
        path`/people/${personId}/inbox`,
        { limit: 50, cursor: pageParam, ...(unreadOnly && { unreadOnly }) },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const preferencesQuery = (personId: string) =>
  queryOptions({
    queryKey: ['preferences', personId],
    queryFn: ({ signal }) => get<PreferencesView>(path`/people/${personId}/preferences`, {}, signal),
  });

export async function savePreferences(personId: string, preferences: Preferences): Promise<PreferencesView> {
  const saved = await put<PreferencesView>(path`/people/${personId}/preferences`, preferences);
  queryClient.setQueryData(preferencesQuery(personId).queryKey, saved);
  return saved;
}
