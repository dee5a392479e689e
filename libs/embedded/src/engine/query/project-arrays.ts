import { CommandError } from '../errors.js';
import { isNumber, toInteger, toNumber } from '../bson/number.js';
import { type Value } from '../bson/raw.js';
import { arrayOf, documentOf } from '../bson/writer.js';
import type { Test } from './path.js';

/** What is left of the items of an array. */
export type Slice = (items: Value[]) => Value[];

/** `n` or `[skip, limit]`; undefined for what `$slice` means in an expression: `['$field', …]`. */
export function parseSlice(argument: Value): Slice | undefined {
  if (isNumber(argument)) {
    const count = whole(argument);
    return (items) => (count < 0 ? items.slice(count) : items.slice(0, count));
  }
  const items = argument.isArray ? argument.items() : [];
  if (items.length < 2 || items.length > 3) {
    throw new CommandError(28667, 'Invalid $slice syntax: it takes a number, [skip, limit] or an expression');
  }
  if (!isNumber(items[0])) return undefined;
  const [skip, limit] = items.map(whole) as [number, number];
  if (items.length > 2 || !(limit > 0)) {
    throw new CommandError(28724, 'First argument to $slice must be an array, or the limit of [skip, limit] positive');
  }
  return (all) => {
    const start = skip < 0 ? Math.max(0, all.length + skip) : skip;
    return all.slice(start, start + limit);
  };
}

const whole = (value: Value): number => toInteger(value) ?? Math.trunc(toNumber(value));

/** Slices the arrays at the end of the path, in each document of the arrays on the way. */
export function sliced(document: Value, [name, ...rest]: string[], slice: Slice): Value {
  const value = document.get(name!);
  if (value?.isArray) {
    const into = (item: Value) => (item.isDocument ? sliced(item, rest, slice) : item);
    return withField(document, name!, arrayOf(rest.length === 0 ? slice(value.items()) : value.items().map(into)));
  }
  return value?.isDocument && rest.length > 0 ? withField(document, name!, sliced(value, rest, slice)) : document;
}

/** Of the array of that name the first element that passes; without one the field is left out. */
export function withFirst(answer: Value, document: Value, name: string, test: Test): Value {
  const value = document.get(name);
  const first = value?.isArray ? value.items().find(test) : undefined;
  return withField(answer, name, first && arrayOf([first]));
}

/** Of the first array on the path the element at the position where the filter matched. */
export function withMatched(value: Value, names: string[], position: number): Value {
  if (value.isArray) {
    if (position < 0) {
      throw new CommandError(51246, "positional operator '.$' couldn't find a matching element in the array");
    }
    const item = value.items()[position];
    if (!item) throw new CommandError(51247, "positional operator '.$' element mismatch");
    return arrayOf([item]);
  }
  const [name, ...rest] = names;
  const child = name !== undefined && value.isDocument ? value.get(name) : undefined;
  return child ? withField(value, name!, withMatched(child, rest, position)) : value;
}

function withField(document: Value, name: string, value: Value | undefined): Value {
  const fields = new Map(document.entries());
  if (value) fields.set(name, value);
  else fields.delete(name);
  return documentOf(fields);
}

/** The path before `.$`; undefined where there is none. */
export function positionalPath(path: string): string | undefined {
  const [before, ...behind] = path.split(/\.\$(?=\.|$)/);
  if (behind.length === 0) return undefined;
  if (behind.length > 1) throw new CommandError(31287, `Cannot use positional operator twice: ${path}`);
  if (behind[0] === '.') throw new CommandError(31270, "Path cannot end with '.$.'");
  return before;
}

/** Whether a filter says something about that field or what is below it. */
export const speaksOf = (filter: Value, field: string): boolean =>
  filter.entries().some(([name, value]) => {
    if (!name.startsWith('$')) return name.split('.')[0] === field;
    return value.isArray && value.items().some((item) => item.isDocument && speaksOf(item, field));
  });
