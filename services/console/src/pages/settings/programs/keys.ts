import type { KeyList, NewKey } from '@deskbeat/contracts';
import { get, post } from '../../../api/client.js';
import { choicesOf, filledIn, own, resource } from '../form/resource.js';
import { KeyMore } from './key-more.js';
import { keyRoleWords, keyWords as w } from './key-words.js';
import { keysKey, type KnownKey } from './keys-data.js';
import { ScopesInput } from './scopes-input.js';

/** The last moment of a day, where the reader is. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();
const dayOf = (at: string): string => new Date(at).toLocaleDateString('sv-SE');

export const keys = resource<KnownKey>({
  key: 'keys',
  one: w.key,
  hint: w.keysHint,
  queryKey: keysKey,
  list: (signal) => get<KeyList>('/keys', {}, signal),
  titleOf: (view) => view.name,
  noteOf: ({ role, begins, lastUsedAt }, speak) =>
    [speak(keyRoleWords[role]), `${begins}…`, !lastUsedAt && speak(w.unusedNote)].filter(Boolean).join(' · '),
  fields: [
    { name: 'name', word: w.name, hint: w.nameHint, kind: 'line', required: true },
    { name: 'role', word: w.role, kind: 'choice', required: true, choices: choicesOf(keyRoleWords) },
    own({ name: 'scopes', word: w.scopes, hint: w.scopesHint }, ScopesInput),
    { name: 'actsForOthers', word: w.actsForOthers, hint: w.actsForOthersHint, kind: 'switch' },
    { name: 'expiresAt', word: w.expires, hint: w.expiresHint, kind: 'day' },
  ],
  valuesOf: (view) => ({
    name: view?.name ?? '',
    role: view?.role ?? 'system',
    scopes: view?.scopes ?? [],
    actsForOthers: view?.actsForOthers ?? false,
    expiresAt: view?.expiresAt ? dayOf(view.expiresAt) : '',
  }),
  save: async ({ scopes, expiresAt, ...values }) => {
    const body = {
      ...filledIn(values),
      ...((scopes as string[]).length > 0 && { scopes }),
      ...(expiresAt !== '' && { expiresAt: endOf(expiresAt as string) }),
    };
    const { key, secret } = await post<NewKey>('/keys', body);
    return { ...key, secret };
  },
  isFinal: true,
  More: KeyMore,
});
