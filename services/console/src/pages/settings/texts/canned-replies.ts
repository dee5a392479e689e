import type { CannedReplyList, CannedReplyView, ShelfScope } from '@deskbeat/contracts';
import { get, path, post, put, remove } from '../../../api/client.js';
import { filledIn, resource } from '../form/resource.js';
import { placeFields, placeNotes, placeOf } from './shelf.js';
import { shelfWords as w } from './shelf-words.js';

export const cannedReplies = resource<CannedReplyView>({
  key: 'canned-replies',
  one: w.cannedReply,
  hint: w.cannedHint,
  queryKey: ['canned-replies'],
  list: (signal) => get<CannedReplyList>('/canned-replies', {}, signal),
  titleOf: (view) => view.title,
  noteOf: (view) => placeNotes(view).filter(Boolean).join(' · '),
  fields: [...placeFields, { name: 'wording', word: w.wording, hint: w.wordingHint, kind: 'text', required: true }],
  valuesOf: (view) => ({
    ...placeOf(view),
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
  mayChange: (view) => view.mayChange,
});
