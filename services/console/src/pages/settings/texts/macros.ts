import type { MacroActions as Actions, MacroList, MacroView } from '@deskbeat/contracts';
import { get, path, post, put, remove } from '../../../api/client.js';
import { choicesOf, filledIn, own, resource } from '../form/resource.js';
import { MacroActions } from './macro-actions.js';
import { MacroPreview } from './macro-preview.js';
import { macroWords as m } from './macro-words.js';
import { scopeWords, shelfWords as w } from './shelf-words.js';

export const macros = resource<MacroView>({
  key: 'macros',
  one: m.macro,
  hint: m.macrosHint,
  queryKey: ['macros'],
  list: (signal) => get<MacroList>('/macros', {}, signal),
  titleOf: (view) => view.title,
  noteOf: ({ folder, shortcut, actions }, speak) => {
    const { reply, ...changes } = actions;
    const n = Object.keys(changes).length;
    return [folder, shortcut && `/${shortcut}`, n > 0 && speak(m.counts, { n }), reply && speak(m.replies)]
      .filter(Boolean)
      .join(' · ');
  },
  fields: [
    { name: 'title', word: w.title, kind: 'line', required: true },
    { name: 'shortcut', word: w.shortcut, hint: w.shortcutHint, kind: 'line' },
    { name: 'folder', word: w.folder, kind: 'line' },
    { name: 'scope', word: w.scope, kind: 'choice', required: true, choices: choicesOf(scopeWords) },
    { name: 'teamId', word: w.team, hint: w.teamHint, kind: 'one-of', source: 'teams' },
    own<Actions>({ name: 'actions', word: m.actions, hint: m.actionsHint }, MacroActions),
  ],
  valuesOf: (view) => ({
    title: view?.title ?? '',
    shortcut: view?.shortcut ?? '',
    folder: view?.folder ?? '',
    scope: view?.scope ?? 'shared',
    teamId: view?.teamId ?? '',
    actions: view?.actions ?? {},
  }),
  save: (values, view) => {
    const body = filledIn(values);
    return view
      ? put<MacroView>(path`/macros/${view.id}`, body, { seen: view.version })
      : post<MacroView>('/macros', body);
  },
  remove: (view) => remove(path`/macros/${view.id}`),
  canBringBack: true,
  More: MacroPreview,
});
