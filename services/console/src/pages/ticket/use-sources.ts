import { useQuery } from '@tanstack/react-query';
import type { CannedReplyList, DraftKind, Wording } from '@deskbeat/contracts';
import { get, path } from '../../api/client.js';
import { peopleQuery, queryClient } from '../../api/queries.js';
import { htmlOf } from './html-of.js';
import { peopleCalled } from './people-called.js';

/** What `@` and `/` offer while one writes. */
export function useSources(ticketId: string, kind: DraftKind) {
  const people = useQuery(peopleQuery).data?.items ?? [];
  const fitting = (typed: string) => peopleCalled(people, typed);
  if (kind === 'note') return { people: fitting };
  const replies = async (typed: string) => {
    const { items } = await queryClient.fetchQuery({
      queryKey: ['canned-replies'],
      queryFn: () => get<CannedReplyList>('/canned-replies'),
      staleTime: 60_000,
    });
    const wanted = typed.toLowerCase();
    return items
      .filter(({ title, shortcut = '' }) => shortcut.startsWith(wanted) || title.toLowerCase().includes(wanted))
      .slice(0, 10)
      .map(({ id, title, shortcut, folder }) => ({
        id,
        label: title,
        detail: shortcut ? `/${shortcut}` : (folder ?? ''),
      }));
  };
  const rendered = async ({ id }: { id: string }) => {
    const { html, text = '' } = await get<Wording>(path`/tickets/${ticketId}/canned-replies/${id}`);
    return html ?? htmlOf(text);
  };
  return { people: fitting, replies, rendered };
}
