import { badValue, CommandError } from '../errors.js';
import { isNumber, isTruthy, toInteger, toNumber } from '../bson/number.js';
import { ElementCursor, nameBytes, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { arrayName, build, type BsonWriter } from '../bson/writer.js';
import { compileElement, type MatchOptions } from './match.js';

/** Makes the answer document; `position` is where the filter matched inside of an array. */
export type Projection = (document: Value, position: number) => Value;

export interface ProjectOptions extends MatchOptions {
  /** Evaluates computed fields; given by the aggregation side. */
  compute?: (fields: [string, Value][]) => (document: Value) => [string, Value][];
}

/** What is left of the items of an array; a value that is no array is kept by all but `$elemMatch`. */
interface Choice {
  choose: (items: Value[], position: number) => Value[];
  arraysOnly?: boolean;
}

type Tree = Map<string, Tree | Choice | 'whole'>;

interface Plan {
  including: boolean | undefined;
  withId: boolean | undefined;
  tree: Tree;
  slices: [string, Choice][];
  computed: [string, Value][];
}

export const identity: Projection = (document) => document;

export function compileProjection(spec: Value | undefined, options: ProjectOptions = {}): Projection {
  if (spec === undefined || spec.isEmpty) return identity;
  const plan: Plan = { including: undefined, withId: undefined, tree: new Map(), slices: [], computed: [] };
  readSpec(spec, '', plan, options);
  const including = plan.including ?? (plan.withId === true && plan.slices.length === 0);
  for (const [path, choice] of plan.slices) place(plan.tree, path, choice);
  if (including ? plan.withId !== false : plan.withId === false) plan.tree.set('_id', 'whole');
  const compute = plan.computed.length > 0 ? options.compute?.(plan.computed) : undefined;
  if (plan.computed.length > 0 && !compute) throw badValue('computed fields are not possible here');
  return (document, position) =>
    build((writer) => {
      writeFields(writer, document, plan.tree, including, position);
      for (const [name, value] of compute?.(document) ?? []) writer.value(nameBytes(name), value);
    });
}

function readSpec(spec: Value, prefix: string, plan: Plan, options: ProjectOptions): void {
  for (const [name, value] of spec.entries()) {
    const path = prefix + name;
    const operator = value.isDocument ? value.firstName() : undefined;
    if (path === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
    if (name.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$'`);
    if (operator === '$slice') plan.slices.push([path, slice(value.get('$slice')!)]);
    else if (operator === '$elemMatch') {
      const test = compileElement(value.get('$elemMatch')!, options);
      include(plan, true, path);
      place(plan.tree, path, { choose: (items) => items.filter(test).slice(0, 1), arraysOnly: true });
    } else if (operator === '$meta') continue;
    else if (isNumber(value) || value.type === BsonType.bool) readFlag(path, isTruthy(value), plan);
    else if (operator !== undefined && !operator.startsWith('$')) readSpec(value, `${path}.`, plan, options);
    else {
      include(plan, true, path);
      plan.computed.push([path, value]);
    }
  }
}

function readFlag(path: string, on: boolean, plan: Plan): void {
  if (path === '_id') {
    plan.withId = on;
    return;
  }
  include(plan, on, path);
  if (path.endsWith('.$')) place(plan.tree, path.slice(0, -2), { choose: matchedItem });
  else place(plan.tree, path, 'whole');
}

function include(plan: Plan, on: boolean, path: string): void {
  if (plan.including === !on) {
    throw on
      ? new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
      : new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
  plan.including = on;
}

function place(tree: Tree, path: string, leaf: Choice | 'whole'): void {
  const names = path.split('.');
  const last = names.pop()!;
  let node = tree;
  for (const name of names) {
    const next = node.get(name) ?? new Map();
    if (!(next instanceof Map)) throw new CommandError(31249, `Path collision at ${path}`);
    node.set(name, next);
    node = next;
  }
  if (node.has(last)) throw new CommandError(31250, `Path collision at ${path}`);
  node.set(last, leaf);
}

function slice(argument: Value): Choice {
  const numbers = (argument.isArray ? argument.items() : [argument]).map((item) => {
    if (!isNumber(item)) throw new CommandError(28667, '$slice needs numbers');
    return toInteger(item) ?? Math.trunc(toNumber(item));
  });
  const [skip = 0, take = 0] = numbers;
  if (!argument.isArray) return { choose: (items) => (skip < 0 ? items.slice(skip) : items.slice(0, skip)) };
  if (numbers.length !== 2 || take <= 0) throw new CommandError(28667, '$slice needs [skip, limit > 0]');
  return {
    choose: (items) => {
      const start = skip < 0 ? Math.max(0, items.length + skip) : skip;
      return items.slice(start, start + take);
    },
  };
}

function matchedItem(items: Value[], position: number): Value[] {
  if (position >= 0) return items.slice(position, position + 1);
  throw new CommandError(51246, "positional operator '.$' couldn't find a matching element in the array");
}

function writeFields(writer: BsonWriter, from: Value, tree: Tree, including: boolean, position: number): void {
  const cursor = new ElementCursor(from);
  while (cursor.next()) {
    const node = tree.get(cursor.name());
    if (node === undefined || node === 'whole') {
      if (including === (node === 'whole')) writer.raw(from.buf, cursor.nameStart - 1, cursor.end);
      continue;
    }
    const name = from.buf.subarray(cursor.nameStart, cursor.nameEnd);
    if (node instanceof Map) writeNested(writer, name, cursor.value(), node, including, position);
    else writeChosen(writer, name, cursor.value(), node, position);
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
  if (!value.isDocument && !value.isArray) {
    if (!including) writer.value(name, value);
    return;
  }
  const at = writer.open(value.type, name);
  if (value.isDocument) writeFields(writer, value, tree, including, position);
  else {
    const kept = value.items().filter((item) => item.isDocument || item.isArray || !including);
    kept.forEach((item, i) => writeNested(writer, arrayName(i), item, tree, including, position));
  }
  writer.close(at);
}

function writeChosen(writer: BsonWriter, name: Buffer, value: Value, choice: Choice, position: number): void {
  if (!value.isArray) {
    if (!choice.arraysOnly) writer.value(name, value);
    return;
  }
  const items = choice.choose(value.items(), position);
  if (items.length > 0 || !choice.arraysOnly) writer.field(name, items);
}
