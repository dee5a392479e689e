import type { CannedReplyList, CannedReplyView, ShelfScope } from '@deskbeat/contracts';
import { get, path, post, put, remove } from '../../../api/client.js';
import { choicesOf, filledIn, resource } from '../form/resource.js';
import { scopeWords, shelfWords as w } from './shelf-words.js';

export const cannedReplies = resource<CannedReplyView>({
  key: 'canned-replies',
  one: w.cannedReply,
  hint: w.cannedHint,
  queryKey: ['canned-replies'],
  list: (signal) => get<CannedReplyList>('/canned-replies', {}, signal),
  titleOf: (view) => view.title,
  noteOf: ({ folder, shortcut }) => [folder, shortcut && `/${shortcut}`].filter(Boolean).join(' · '),
  fields: [
    { name: 'title', word: w.title, kind: 'line', required: true },
    { name: 'shortcut', word: w.shortcut, hint: w.shortcutHint, kind: 'line' },
    { name: 'folder', word: w.folder, kind: 'line' },
    { name: 'scope', word: w.scope, kind: 'choice', required: true, choices: choicesOf(scopeWords) },
    { name: 'teamId', word: w.team, hint: w.teamHint, kind: 'one-of', source: 'teams' },
    { name: 'wording', word: w.wording, hint: w.wordingHint, kind: 'text', required: true },
  ],
  valuesOf: (view) => ({
    title: view?.title ?? '',
    shortcut: view?.shortcut ?? '',
    folder: view?.folder ?? '',
    scope: view?.scope ?? 'shared',
    teamId: view?.teamId ?? '',
    wording: view?.wording.text ?? view?.wording.html ?? '',
  }),
  save: (values, view) => {
    const { wording, ...place } = filledIn(values) as Record<string, string> & { scope: ShelfScope };
    const body = { ...place, wording: view?.wording.html === undefined ? { text: wording } : { html: wording } };
    return view
      ? put<CannedReplyView>(path`/canned-replies/${view.id}`, body, { seen: view.version })
      : post<CannedReplyView>('/canned-replies', body);
  },
  remove: (view) => remove(path`/canned-replies/${view.id}`),
  canBringBack: true,
});
