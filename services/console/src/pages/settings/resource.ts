import type { Icon } from '@tabler/icons-react';
import type { QueryKey } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { Word } from '../../i18n/words.js';

export type Value = string | number | boolean | readonly string[];
/** What stands in a form, by the names of its fields; those are the names that the API uses in its problems. */
export type Values = Readonly<Record<string, Value>>;

/** Things of the directory that a field names by their ids. */
export type Source = 'people' | 'teams' | 'queues';

export interface Choice {
  value: string;
  word: Word;
}

/** The values of a vocabulary, in its order. */
export const choicesOf = (words: Readonly<Record<string, Word>>): Choice[] =>
  Object.entries(words).map(([value, word]) => ({ value, word }));

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
    | { kind: 'line' | 'text' | 'switch' | 'tags' }
    | { kind: 'number'; min: number; max: number }
    | { kind: 'choice' | 'choices'; choices: readonly Choice[] }
    | { kind: 'one-of' | 'some-of'; source: Source }
  );

export interface Kept {
  id: string;
  version: number;
}

/** Something of the organisation's own that is listed, made, changed and removed: a list and a form follow from it. */
export interface Resource<V extends Kept = Kept> {
  key: string;
  icon: Icon;
  /** Of the list, and of one. */
  word: Word;
  one: Word;
  hint: Word;
  queryKey: QueryKey;
  list: (signal: AbortSignal) => Promise<{ items: V[] }>;
  titleOf: (view: V) => string;
  /** @param speak says a word in the reader's language */
  noteOf: (view: V, speak: (word: Word) => string) => string;
  fields: readonly Field[];
  /** What a form begins with; without a view, for a new one. */
  valuesOf: (view?: V) => Values;
  /** @param view the one that was seen; absent for a new one */
  save: (values: Values, view?: V) => Promise<V>;
  remove: (view: V) => Promise<unknown>;
  /** Whether what was removed can be made again as it was. */
  canBringBack?: boolean;
  /** More about one, below its form. */
  More?: ComponentType<{ view: V }>;
}

/** Forgets which view a resource has, for lists of them. */
export const resource = <V extends Kept>(described: Resource<V>): Resource => described as unknown as Resource;

/** Without what was left empty. */
export const filledIn = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
