import type { ShelfScope } from '@deskbeat/contracts';
import { choicesOf, type Field, type Values } from '../form/resource.js';
import { scopeWords, shelfWords as w } from './shelf-words.js';

/** Where something stands on the shelf that agents reach for, and for whom. */
export interface Placed {
  title: string;
  shortcut?: string;
  folder?: string;
  scope?: ShelfScope;
  teamId?: string;
}

export const placeFields: readonly Field[] = [
  { name: 'title', word: w.title, kind: 'line', required: true },
  { name: 'shortcut', word: w.shortcut, hint: w.shortcutHint, kind: 'line' },
  { name: 'folder', word: w.folder, kind: 'line' },
  { name: 'scope', word: w.scope, kind: 'choice', required: true, choices: choicesOf(scopeWords) },
  { name: 'teamId', word: w.team, hint: w.teamHint, kind: 'one-of', source: 'teams' },
];

/** In a form; of a new one for everybody. */
export const placeOf = (view: Placed | undefined): Values => ({
  title: view?.title ?? '',
  shortcut: view?.shortcut ?? '',
  folder: view?.folder ?? '',
  scope: view?.scope ?? 'shared',
  teamId: view?.teamId ?? '',
});

/** As a line of a list says it. */
export const placeNotes = ({ folder, shortcut }: Placed): (string | undefined)[] => [
  folder,
  shortcut && `/${shortcut}`,
];
