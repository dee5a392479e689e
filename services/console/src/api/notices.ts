import { useQuery } from '@tanstack/react-query';
import type { MarkedRead, NoticeView } from '@deskbeat/contracts';
import { path, post } from './client.js';
import { inboxQuery, keys, queryClient } from './queries.js';
import { useSession } from './session.js';

/** Notices that one has not read, newest first. */
export function useUnread(): readonly NoticeView[] {
  const { me } = useSession();
  return useQuery(inboxQuery(me.id)).data?.items.filter(({ read }) => !read) ?? [];
}

export async function markRead(personId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await post<MarkedRead>(path`/people/${personId}/inbox/read`, { ids: ids.slice(0, 200) });
  await queryClient.invalidateQueries({ queryKey: keys.inbox });
}
