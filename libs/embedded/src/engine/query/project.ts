import { badValue, CommandError } from '../errors.js';
import { isNumber, isTruthy, toInteger, toNumber } from '../bson/number.js';
import { ElementCursor, nameBytes, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { arrayName, BsonWriter } from '../bson/writer.js';
import { compileElement, type MatchOptions } from './match.js';
import type { Test } from './path.js';

/** Makes the answer document; `position` is where the filter matched inside of an array. */
export type Projection = (document: Value, position: number) => Buffer;

export interface ProjectOptions extends MatchOptions {
  /** Evaluates computed fields; given by the aggregation side. */
  compute?: (fields: [string, Value][]) => (document: Value) => [string, Value][];
}

type Leaf =
  | { kind: 'whole' }
  | { kind: 'slice'; skip: number | undefined; take: number }
  | { kind: 'element'; test: Test }
  | { kind: 'position' };

type Tree = Map<string, Tree | Leaf>;

interface Plan {
  mode: 'include' | 'exclude' | undefined;
  withId: boolean | undefined;
  tree: Tree;
  slices: [string, Leaf][];
  computed: [string, Value][];
}

export const identity: Projection = (document) => document.bytes();

export function compileProjection(spec: Value | undefined, options: ProjectOptions = {}): Projection {
  if (spec === undefined || spec.isEmpty) return identity;
  const plan: Plan = { mode: undefined, withId: undefined, tree: new Map(), slices: [], computed: [] };
  readSpec(spec, '', plan, options);
  const including = (plan.mode ?? (plan.withId && plan.slices.length === 0 ? 'include' : 'exclude')) === 'include';
  for (const [path, leaf] of plan.slices) place(plan.tree, path, leaf);
  if (including && plan.withId !== false) plan.tree.set('_id', { kind: 'whole' });
  if (!including && plan.withId === false) plan.tree.set('_id', { kind: 'whole' });
  const compute = plan.computed.length > 0 ? options.compute?.(plan.computed) : undefined;
  if (plan.computed.length > 0 && !compute) throw badValue('computed fields are not possible here');
  return (document, position) => {
    const writer = new BsonWriter(document.end - document.start + 64);
    const at = writer.begin();
    writeFields(writer, document, plan.tree, including, position);
    for (const [name, value] of compute?.(document) ?? []) writer.value(nameBytes(name), value);
    writer.close(at);
    return writer.finish();
  };
}

function readSpec(spec: Value, prefix: string, plan: Plan, options: ProjectOptions): void {
  for (const [name, value] of spec.entries()) {
    const path = prefix + name;
    const operator = value.isDocument ? value.firstName() : undefined;
    if (path === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
    if (name.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$'`);
    if (operator === '$slice') plan.slices.push([path, sliceOf(value.get('$slice')!)]);
    else if (operator === '$elemMatch') {
      setMode(plan, 'include', path);
      place(plan.tree, path, { kind: 'element', test: compileElement(value.get('$elemMatch')!, options) });
    } else if (operator === '$meta') continue;
    else if (isNumber(value) || value.type === BsonType.bool) readFlag(path, isTruthy(value), plan);
    else if (value.isDocument && operator !== undefined && !operator.startsWith('$')) {
      readSpec(value, `${path}.`, plan, options);
    } else {
      setMode(plan, 'include', path);
      plan.computed.push([path, value]);
    }
  }
}

function readFlag(path: string, on: boolean, plan: Plan): void {
  if (path === '_id') {
    plan.withId = on;
    return;
  }
  setMode(plan, on ? 'include' : 'exclude', path);
  if (path.endsWith('.$')) place(plan.tree, path.slice(0, -2), { kind: 'position' });
  else place(plan.tree, path, { kind: 'whole' });
}

function setMode(plan: Plan, mode: 'include' | 'exclude', path: string): void {
  if (plan.mode !== undefined && plan.mode !== mode) {
    throw mode === 'exclude'
      ? new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
      : new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
  }
  plan.mode = mode;
}

function place(tree: Tree, path: string, leaf: Leaf): void {
  const names = path.split('.');
  let node = tree;
  for (const name of names.slice(0, -1)) {
    let next = node.get(name);
    if (next === undefined) node.set(name, (next = new Map()));
    if (!(next instanceof Map)) throw new CommandError(31249, `Path collision at ${path}`);
    node = next;
  }
  const last = names[names.length - 1]!;
  if (node.has(last)) throw new CommandError(31250, `Path collision at ${path}`);
  node.set(last, leaf);
}

function sliceOf(argument: Value): Leaf {
  const numbers = (argument.isArray ? argument.items() : [argument]).map((item) => {
    if (!isNumber(item)) throw new CommandError(28667, '$slice needs numbers');
    return toInteger(item) ?? Math.trunc(toNumber(item));
  });
  if (!argument.isArray) return { kind: 'slice', skip: undefined, take: numbers[0]! };
  if (numbers.length !== 2 || numbers[1]! <= 0) throw new CommandError(28667, '$slice needs [skip, limit > 0]');
  return { kind: 'slice', skip: numbers[0]!, take: numbers[1]! };
}

function writeFields(writer: BsonWriter, from: Value, tree: Tree, including: boolean, position: number): void {
  const cursor = new ElementCursor(from);
  while (cursor.next()) {
    const node = tree.get(cursor.name());
    if (node === undefined) {
      if (!including) writer.raw(from.buf, cursor.nameStart - 1, cursor.end);
      continue;
    }
    const name = from.buf.subarray(cursor.nameStart, cursor.nameEnd);
    if (node instanceof Map) writeNested(writer, name, cursor.value(), node, including, position);
    else if (node.kind !== 'whole') writeLeaf(writer, name, cursor.value(), node, position);
    else if (including) writer.raw(from.buf, cursor.nameStart - 1, cursor.end);
  }
}

function writeNested(
  writer: BsonWriter,
  name: Buffer,
  value: Value,
  tree: Tree,
  including: boolean,
  position: number,
): void {
  if (value.isDocument) {
    const at = writer.open(BsonType.document, name);
    writeFields(writer, value, tree, including, position);
    writer.close(at);
  } else if (value.isArray) {
    const at = writer.open(BsonType.array, name);
    let count = 0;
    for (const item of value.items()) {
      if (item.isDocument || item.isArray) {
        writeNested(writer, arrayName(count++), item, tree, including, position);
      } else if (!including) writer.value(arrayName(count++), item);
    }
    writer.close(at);
  } else if (!including) writer.value(name, value);
}

function writeLeaf(writer: BsonWriter, name: Buffer, value: Value, leaf: Leaf, position: number): void {
  const items = value.isArray ? chosen(value.items(), leaf, position) : undefined;
  if (items === undefined) {
    if (leaf.kind !== 'element') writer.value(name, value);
    return;
  }
  if (leaf.kind === 'element' && items.length === 0) return;
  const at = writer.open(BsonType.array, name);
  items.forEach((item, i) => writer.value(arrayName(i), item));
  writer.close(at);
}

function chosen(items: Value[], leaf: Leaf, position: number): Value[] {
  switch (leaf.kind) {
    case 'whole':
      return items;
    case 'element': {
      const found = items.find((item) => leaf.test(item));
      return found ? [found] : [];
    }
    case 'position': {
      if (position < 0) {
        throw new CommandError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      }
      return items.slice(position, position + 1);
    }
    case 'slice': {
      if (leaf.skip === undefined) return leaf.take < 0 ? items.slice(leaf.take) : items.slice(0, leaf.take);
      const start = leaf.skip < 0 ? Math.max(0, items.length + leaf.skip) : leaf.skip;
      return items.slice(start, start + leaf.take);
    }
  }
}
