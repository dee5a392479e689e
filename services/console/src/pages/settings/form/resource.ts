import type { Icon } from '@tabler/icons-react';
import type { QueryKey } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { Values as Given, Word } from '../../../i18n/words.js';
import type { Faults } from '../../../ui/faults.js';

export type Value = string | number | boolean | object;
/** What stands in a form, by the names of its fields; those are the names that the API uses in its problems. */
export type Values = Readonly<Record<string, Value>>;

/** Things that a field names by their ids. */
export type Source = 'people' | 'teams' | 'queues' | 'types' | 'calendars' | 'regions' | 'shifts';

export interface Choice {
  value: string;
  word: Word;
}

/** The values of a vocabulary, in its order. */
export const choicesOf = (words: Readonly<Record<string, Word>>): Choice[] =>
  Object.entries(words).map(([value, word]) => ({ value, word }));

/** An input for a value that has parts. */
export interface Own<V> {
  value: V;
  onChange: (next: V) => void;
  /** What was refused in it. */
  faults: Faults;
  disabled: boolean;
}

interface Described {
  name: string;
  word: Word;
  hint?: Word;
  required?: boolean;
  /** Cannot be changed once it is there. */
  fixed?: boolean;
}

export type Field = Described &
  (
    | { kind: 'line' | 'text' | 'switch' | 'tags' | 'day' }
    | { kind: 'number'; min: number; max: number }
    | { kind: 'choice' | 'choices'; choices: readonly Choice[] }
    | { kind: 'one-of' | 'some-of'; source: Source }
    | { kind: 'own'; Input: ComponentType<Own<never>> }
  );

export interface Kept {
  id: string;
  version: number;
}

export interface Listed<V extends Kept> {
  items: V[];
  /** Of the list as a whole, where its order counts. */
  version?: number;
}

/** Says a word in the reader's language. */
export type Say = (word: Word, values?: Given) => string;

export interface MoreOf<V extends Kept> {
  view?: V;
  /** As they stand in the form, saved or not. */
  values: Values;
  isChanged: boolean;
}

/** Something to try or look at that is about all of a kind. */
export interface Tool {
  key: string;
  icon: Icon;
  word: Word;
  Tool: ComponentType;
}

/** Something of the organisation's own that is listed, made, changed and removed: a list and a form follow from it. */
export interface Resource<V extends Kept = Kept> {
  key: string;
  /** What one is called. */
  one: Word;
  hint: Word;
  queryKey: QueryKey;
  list: (signal: AbortSignal) => Promise<Listed<V>>;
  titleOf: (view: V, speak: Say) => string;
  noteOf: (view: V, speak: Say) => string;
  /** Without a view, of a new one. */
  fields: readonly Field[] | ((view?: V) => readonly Field[]);
  /** What a form begins with; without a view, for a new one. */
  valuesOf: (view?: V) => Values;
  /** Absent: what is there is not changed, or not here. @param view the one that was seen; absent for a new one */
  save: (values: Values, view?: V) => Promise<V>;
  remove?: (view: V) => Promise<unknown>;
  /** Whether this one is changed by whoever reads it, where that is not the same for all of a kind. */
  mayChange?: (view: V) => boolean;
  /** Whether what was removed can be made again as it was. */
  canBringBack?: boolean;
  /** Those that are there are all that there are. */
  isWhole?: boolean;
  /** They are made and ended, never changed. */
  isFinal?: boolean;
  /** The first that fits counts: their order is kept. */
  order?: {
    keep: (ids: string[], version: number) => Promise<Listed<V>>;
    /** Has its place for good. */
    stays?: (view: V) => boolean;
  };
  tools?: readonly Tool[];
  /** More about one, below its form. */
  More?: ComponentType<MoreOf<V>>;
}

/** Forgets which view a resource has, for lists of them. */
export const resource = <V extends Kept>(described: Resource<V>): Resource => described as unknown as Resource;

/** A field whose input is of its own. */
export const own = <V>(
  described: Described,
  Input: ComponentType<Own<V>>,
): Described & { kind: 'own'; Input: ComponentType<Own<never>> } => ({
  ...described,
  kind: 'own',
  Input: Input as unknown as ComponentType<Own<never>>,
});

/** Without what was left empty. */
export const filledIn = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
