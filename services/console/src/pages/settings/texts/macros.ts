import type { MacroActions as Actions, MacroList, MacroView } from '@deskbeat/contracts';
import { get, path, post, put, remove } from '../../../api/client.js';
import { filledIn, own, resource } from '../form/resource.js';
import { MacroActions } from './macro-actions.js';
import { MacroPreview } from './macro-preview.js';
import { macroWords as m } from './macro-words.js';
import { placeFields, placeNotes, placeOf } from './shelf.js';

export const macros = resource<MacroView>({
  key: 'macros',
  one: m.macro,
  hint: m.macrosHint,
  queryKey: ['macros'],
  list: (signal) => get<MacroList>('/macros', {}, signal),
  titleOf: (view) => view.title,
  noteOf: (view, speak) => {
    const { reply, ...changes } = view.actions;
    const n = Object.keys(changes).length;
    return [...placeNotes(view), n > 0 && speak(m.counts, { n }), reply && speak(m.replies)]
      .filter(Boolean)
      .join(' · ');
  },
  fields: [...placeFields, own<Actions>({ name: 'actions', word: m.actions, hint: m.actionsHint }, MacroActions)],
  valuesOf: (view) => ({
    ...placeOf(view),
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
  mayChange: (view) => view.mayChange,
  More: MacroPreview,
});
