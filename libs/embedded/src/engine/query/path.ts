import { lookup, nameBytes, Value } from '../bson/raw.js';

/** A dotted path, split once. */
export interface Path {
  text: string;
  names: string[];
  bytes: Buffer[];
  /** Array position that a part may stand for, or -1. */
  positions: number[];
}

const paths = new Map<string, Path>();

export const arrayPosition = (name: string): number => (/^(0|[1-9]\d{0,8})$/.test(name) ? Number(name) : -1);

export function parsePath(text: string): Path {
  let path = paths.get(text);
  if (path === undefined) {
    if (paths.size > 10_000) paths.clear();
    const names = text.split('.');
    path = { text, names, bytes: names.map(nameBytes), positions: names.map(arrayPosition) };
    paths.set(text, path);
  }
  return path;
}

export type Test = (value: Value | undefined) => boolean;

/** Where the last successful match went through an array: what `$` stands for in an update or projection. */
export const matched = { position: -1 };

/** Whether any value that the path reaches passes; arrays on the way are searched, the last one only with `leaf`. */
export function reaches(from: Value | undefined, path: Path, test: Test, leaf: boolean, part = 0): boolean {
  let value = from;
  for (let i = part; i < path.names.length; i++) {
    if (value === undefined) return test(undefined);
    if (value.isArray) return reachesInto(value, path, test, leaf, i);
    if (!value.isDocument) return test(undefined);
    value = lookup(value, path.bytes[i]!);
  }
  if (test(value)) return true;
  if (!leaf || value === undefined || !value.isArray || path.names.length === 0) return false;
  const items = value.items();
  for (let i = 0; i < items.length; i++) {
    if (test(items[i])) {
      matched.position = i;
      return true;
    }
  }
  return false;
}

function reachesInto(array: Value, path: Path, test: Test, leaf: boolean, part: number): boolean {
  const items = array.items();
  const position = path.positions[part]!;
  if (position >= 0 && position < items.length && reaches(items[position], path, test, leaf, part + 1)) return true;
  for (let i = 0; i < items.length; i++) {
    if (items[i]!.isDocument && reaches(items[i], path, test, leaf, part)) {
      matched.position = i;
      return true;
    }
  }
  return false;
}

/** Every value of the path for an index or a sort: one per array element, undefined where there is none. */
export function collectValues(from: Value, path: Path, out: (Value | undefined)[], part = 0): boolean {
  let value: Value | undefined = from;
  for (let i = part; i < path.names.length; i++) {
    if (value.isArray) {
      collectInto(value, path, out, i);
      return true;
    }
    value = value.isDocument ? lookup(value, path.bytes[i]!) : undefined;
    if (value === undefined) {
      out.push(undefined);
      return false;
    }
  }
  if (!value.isArray) {
    out.push(value);
    return false;
  }
  if (value.isEmpty) out.push(EMPTY_ARRAY);
  else out.push(...value.items());
  return true;
}

function collectInto(array: Value, path: Path, out: (Value | undefined)[], part: number): void {
  const before = out.length;
  const items = array.items();
  const position = path.positions[part]!;
  if (position >= 0 && position < items.length) collectValues(items[position]!, path, out, part + 1);
  for (const item of items) if (item.isDocument) collectValues(item, path, out, part);
  if (out.length === before) out.push(undefined);
}

/** An empty array is indexed and sorted as undefined: below null. */
const EMPTY_ARRAY = new Value(0x06, Buffer.alloc(0), 0, 0);
