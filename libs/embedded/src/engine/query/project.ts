import { badValue, CommandError, unsupported } from '../errors.js';
import { isNumber, isTruthy } from '../bson/number.js';
import { ElementCursor, nameBytes, type Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { arrayName, build, type BsonWriter } from '../bson/writer.js';
import type { Context } from './match.js';

/** Makes the answer document. */
export type Projection = (document: Value) => Value;

/** The named fields: each whole, or only what is named below it. */
type Tree = Map<string, Tree | 'whole'>;

interface Plan {
  including: boolean | undefined;
  withId: boolean | undefined;
  tree: Tree;
  computed: [string, Value][];
}

export const identity: Projection = (document) => document;

export function compileProjection(spec: Value | undefined, { compute }: Context = {}): Projection {
  if (spec === undefined || spec.isEmpty) return identity;
  const plan: Plan = { including: undefined, withId: undefined, tree: new Map(), computed: [] };
  readSpec(spec, '', plan);
  const { tree, withId, computed, including = withId === true } = plan;
  if (including ? withId !== false : withId === false) tree.set('_id', 'whole');
  if (computed.length > 0 && !compute) throw badValue('computed fields are not possible here');
  const added = computed.length > 0 ? compute!(computed) : () => [];
  return (document) =>
    build((writer) => {
      writeFields(writer, document, tree, including);
      for (const [name, value] of added(document)) writer.value(nameBytes(name), value);
    });
}

function readSpec(spec: Value, prefix: string, plan: Plan): void {
  for (const [name, value] of spec.entries()) {
    const path = prefix + name;
    const operator = value.isDocument ? value.firstName() : undefined;
    if (path === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
    if (name.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$'`);
    if (REFUSED.has(operator) || name.endsWith('.$')) throw unsupported(`a projection with ${operator ?? "'.$'"}`);
    if (isNumber(value) || value.type === BsonType.bool) {
      if (path === '_id') plan.withId = isTruthy(value);
      else {
        include(plan, isTruthy(value), path);
        place(plan.tree, path);
      }
    } else if (operator !== undefined && !operator.startsWith('$')) readSpec(value, `${path}.`, plan);
    else {
      include(plan, true, path);
      plan.computed.push([path, value]);
    }
  }
}

/** They mean something else in a projection than in an expression. */
const REFUSED = new Set<string | undefined>(['$slice', '$elemMatch', '$meta']);

function include(plan: Plan, on: boolean, path: string): void {
  if (plan.including === !on) {
    throw on
      ? new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
      : new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
  plan.including = on;
}

function place(tree: Tree, path: string): void {
  const names = path.split('.');
  const last = names.pop()!;
  for (const name of names) {
    const next = tree.get(name) ?? new Map<string, Tree>();
    if (next === 'whole') throw new CommandError(31249, `Path collision at ${path}`);
    tree.set(name, next);
    tree = next;
  }
  if (tree.has(last)) throw new CommandError(31250, `Path collision at ${path}`);
  tree.set(last, 'whole');
}

function writeFields(writer: BsonWriter, from: Value, tree: Tree, including: boolean): void {
  const cursor = new ElementCursor(from);
  while (cursor.next()) {
    const node = tree.get(cursor.name());
    if (node instanceof Map) {
      const name = from.buf.subarray(cursor.nameStart, cursor.nameEnd);
      writeNested(writer, name, cursor.value(), node, including);
    } else if (including === (node === 'whole')) writer.raw(from.buf, cursor.nameStart - 1, cursor.end);
  }
}

function writeNested(writer: BsonWriter, name: Buffer, value: Value, tree: Tree, including: boolean): void {
  if (!value.isDocument && !value.isArray) {
    if (!including) writer.value(name, value);
    return;
  }
  const at = writer.open(value.type, name);
  if (value.isDocument) writeFields(writer, value, tree, including);
  else {
    const kept = value.items().filter((item) => item.isDocument || item.isArray || !including);
    kept.forEach((item, i) => writeNested(writer, arrayName(i), item, tree, including));
  }
  writer.close(at);
}
