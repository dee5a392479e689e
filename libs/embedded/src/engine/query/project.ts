import { badValue, CommandError, unsupported } from '../errors.js';
import { isNumber, isTruthy } from '../bson/number.js';
import { ElementCursor, nameBytes, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { arrayName, build, type BsonWriter } from '../bson/writer.js';
import { compileElement, type Context } from './match.js';
import type { Test } from './path.js';
import { parseSlice, positionalPath, sliced, speaksOf, withFirst, withMatched, type Slice } from './project-arrays.js';

/** Makes the answer document; `position` is where the filter matched inside of an array. */
export type Projection = (document: Value, position: number) => Value;

/** The named fields: each as the projection says, or as if it were not named, or only what is named below it. */
type Leaf = 'named' | 'unnamed';
type Tree = Map<string, Tree | Leaf>;

interface Plan {
  including: boolean | undefined;
  withId: boolean | undefined;
  tree: Tree;
  computed: [string, Value][];
  slices: [string, Slice][];
  elements: [string, Test][];
  /** The path before `.$`. */
  positional: string | undefined;
  filter: Value | undefined;
  context: Context;
}

/** The named fields of one level by the length of their names: names are compared as bytes, which makes no string. */
interface Level {
  size: number;
  byLength: { name: Buffer; node: Level | Leaf }[][];
}

export const identity: Projection = (document) => document;

/** `filter`: that of the command, for `.$`. */
export function compileProjection(spec: Value | undefined, context: Context = {}, filter?: Value): Projection {
  if (spec === undefined || spec.isEmpty) return identity;
  const plan: Plan = {
    including: undefined,
    withId: undefined,
    tree: new Map(),
    computed: [],
    slices: [],
    elements: [],
    positional: undefined,
    filter,
    context,
  };
  readSpec(spec, '', plan);
  const { tree, withId, computed, elements, positional } = plan;
  const including = plan.including ?? (withId === true || (plan.slices.length === 0 && elements.length > 0));
  for (const [path] of plan.slices) place(tree, path, including ? 'named' : 'unnamed');
  if (including ? withId !== false : withId === false) tree.set('_id', 'named');
  if (computed.length > 0 && !context.compute) throw badValue('computed fields are not possible here');
  const added = computed.length > 0 ? context.compute!(computed) : () => [];
  const slices = plan.slices.map(([path, slice]) => ({ names: path.split('.'), slice }));
  const matchedAt = positional?.split('.');
  const level = levelOf(tree);
  return (document, position) => {
    let answer = build((writer) => {
      writeFields(writer, document, level, including);
      for (const [name, value] of added(document)) writer.value(nameBytes(name), value);
    });
    for (const { names, slice } of slices) answer = sliced(answer, names, slice);
    for (const [name, test] of elements) answer = withFirst(answer, document, name, test);
    return matchedAt ? withMatched(answer, matchedAt, position) : answer;
  };
}

export const isPositional = (spec: Value | undefined): boolean =>
  spec?.entries().some(([name]) => positionalPath(name) !== undefined) ?? false;

function readSpec(spec: Value, prefix: string, plan: Plan): void {
  for (const [name, value] of spec.entries()) {
    const path = prefix + name;
    const operator = value.isDocument ? value.firstName() : undefined;
    const positional = positionalPath(name);
    if (path === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
    if (name.startsWith('$')) throw dollarName();
    if (operator === '$meta') throw unsupported('a projection with $meta');
    if (positional !== undefined) readPositional(prefix + positional, value, plan);
    else if (isFlag(value)) {
      if (path === '_id') plan.withId = isTruthy(value);
      else {
        include(plan, isTruthy(value), path);
        place(plan.tree, path, 'named');
      }
    } else if (operator === '$elemMatch') readElement(path, value, plan);
    else if (operator !== undefined && !operator.startsWith('$')) readSpec(value, `${path}.`, plan);
    else {
      const slice = operator === '$slice' ? parseSlice(value.get(operator)!) : undefined;
      if (slice) plan.slices.push([path, slice]);
      else {
        include(plan, true, path);
        plan.computed.push([path, value]);
      }
    }
  }
}

const isFlag = (value: Value): boolean => isNumber(value) || value.type === BsonType.bool;

const dollarName = () => new CommandError(16410, `FieldPath field names may not start with '$'`);

function readPositional(path: string, value: Value, plan: Plan): void {
  if (value.isDocument) throw new CommandError(31271, 'positional projection cannot be used with an expression');
  if (!isFlag(value)) throw new CommandError(31308, 'positional projection cannot be used with a literal');
  if (!isTruthy(value)) throw dollarName();
  if (plan.positional !== undefined) {
    throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
  }
  if (plan.elements.length > 0) throw new CommandError(31256, 'Cannot specify positional operator and $elemMatch.');
  if (!plan.filter || !speaksOf(plan.filter, path.split('.')[0]!)) {
    throw new CommandError(31277, `Positional projection '${path}.$' does not match the query document.`);
  }
  plan.positional = path;
  place(plan.tree, path, 'named');
  include(plan, true, path);
}

function readElement(path: string, value: Value, plan: Plan): void {
  const argument = value.get('$elemMatch')!;
  if (!argument.isDocument) throw new CommandError(31274, 'elemMatch: Invalid argument, object required');
  if (plan.positional !== undefined) {
    throw new CommandError(31255, 'Cannot specify positional operator and $elemMatch.');
  }
  if (path.includes('.')) throw new CommandError(31275, 'Cannot use $elemMatch projection on a nested field.');
  plan.elements.push([path, compileElement(argument, plan.context)]);
  place(plan.tree, path, 'unnamed');
}

function include(plan: Plan, on: boolean, path: string): void {
  if (plan.including === !on) {
    throw on
      ? new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
      : new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
  plan.including = on;
}

function place(tree: Tree, path: string, leaf: Leaf): void {
  const names = path.split('.');
  const last = names.pop()!;
  for (const name of names) {
    const next = tree.get(name) ?? new Map<string, Tree>();
    if (!(next instanceof Map)) throw new CommandError(31249, `Path collision at ${path}`);
    tree.set(name, next);
    tree = next;
  }
  if (tree.has(last)) throw new CommandError(31250, `Path collision at ${path}`);
  tree.set(last, leaf);
}

function levelOf(tree: Tree): Level {
  const byLength: Level['byLength'] = [];
  for (const [text, node] of tree) {
    const name = nameBytes(text);
    (byLength[name.length] ??= []).push({ name, node: node instanceof Map ? levelOf(node) : node });
  }
  return { size: tree.size, byLength };
}

function named({ byLength }: Level, buf: Buffer, start: number, end: number): Level | Leaf | undefined {
  const alike = byLength[end - start];
  if (!alike) return undefined;
  next: for (const { name, node } of alike) {
    for (let at = 0; at < name.length; at++) if (name[at] !== buf[start + at]) continue next;
    return node;
  }
  return undefined;
}

function writeFields(writer: BsonWriter, from: Value, level: Level, including: boolean): void {
  const cursor = new ElementCursor(from);
  // Where only named fields are wanted, nothing is behind the last one of them.
  let left = including ? level.size : Infinity;
  while (left > 0 && cursor.next()) {
    const node = named(level, from.buf, cursor.nameStart, cursor.nameEnd);
    if (node !== undefined) left--;
    if (typeof node === 'object') {
      const name = from.buf.subarray(cursor.nameStart, cursor.nameEnd);
      writeNested(writer, name, cursor.value(), node, including);
    } else if (including === (node === 'named')) writer.raw(from.buf, cursor.nameStart - 1, cursor.end);
  }
}

function writeNested(writer: BsonWriter, name: Buffer, value: Value, level: Level, including: boolean): void {
  if (!value.isDocument && !value.isArray) {
    if (!including) writer.value(name, value);
    return;
  }
  const at = writer.open(value.type, name);
  if (value.isDocument) writeFields(writer, value, level, including);
  else {
    const kept = value.items().filter((item) => item.isDocument || item.isArray || !including);
    kept.forEach((item, i) => writeNested(writer, arrayName(i), item, level, including));
  }
  writer.close(at);
}
