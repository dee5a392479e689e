import { badValue, CommandError } from '../errors.js';
import { type Value } from '../bson/raw.js';
import { arrayPosition, type Test } from '../query/path.js';
import { show } from '../storage/collection.js';
import { KEEP, REMOVE, type Change } from './modifiers.js';
import { ArrayNode, DocumentNode, openChild, toValue, type Container } from './tree.js';

/** One path of an update and what happens there. */
export interface Target {
  names: string[];
  change: Change;
  /** Fields that are missing on the way are made. */
  creates: boolean;
  /** What `$[name]` stands for. */
  filters: ReadonlyMap<string, Test>;
  onInsert: boolean;
  /** A rename: the value comes from here. */
  from?: string[];
}

/** `position` is what `$` stands for. */
export function applyAt(root: DocumentNode, target: Target, position: number): void {
  if (!target.from) return walk(root, target, 0, position);
  const moved = take(root, target.from);
  if (moved) walk(root, { ...target, change: () => moved }, 0, position);
}

/** Takes a field out of documents within documents. */
function take(root: DocumentNode, names: string[]) {
  let node: Container | undefined = root;
  for (const [i, name] of names.entries()) {
    if (node instanceof ArrayNode) throw badValue(`The source of $rename cannot be in an array: '${names.join('.')}'`);
    const value = node?.get(name);
    if (i < names.length - 1) node = node && openChild(node, name);
    else if (value !== undefined) node!.remove(name);
    if (i === names.length - 1 || value === undefined) return value;
  }
  return undefined;
}

function walk(node: Container, target: Target, part: number, position: number): void {
  const name = target.names[part]!;
  if (!name.startsWith('$')) return visit(node, name, target, part, position);
  for (const each of expand(node, name, target, part, position)) visit(node, each, target, part, position);
}

/** The positions that `$`, `$[]` or `$[id]` stand for; other names stand for themselves. */
function expand(node: Container, name: string, target: Target, part: number, position: number): string[] {
  if (name === '$') {
    if (position >= 0) return [String(position)];
    throw badValue('The positional operator did not find the match needed from the query.');
  }
  if (!name.startsWith('$[')) return [name];
  if (!(node instanceof ArrayNode)) throw notAnArray(target.names[part - 1]!, toValue(node));
  const test = target.filters.get(name.slice(2, -1));
  return node.items.flatMap((item, i) => (!test || test(toValue(item)) ? [String(i)] : []));
}

const notAnArray = (name: string, value: Value) =>
  badValue(`Cannot apply array updates to non-array element ${name}: ${show(value)}`);

const notCreatable = (name: string, parent: string, value: Value) =>
  new CommandError(28, `Cannot create field '${name}' in element {${parent}: ${show(value)}}`);

function visit(node: Container, name: string, target: Target, part: number, position: number): void {
  if (node instanceof ArrayNode && arrayPosition(name) < 0) {
    if (!target.creates) return;
    throw notCreatable(name, target.names[part - 1]!, toValue(node));
  }
  if (part < target.names.length - 1) {
    const child = openChild(node, name) ?? makeChild(node, name, target, part);
    if (child) walk(child, target, part + 1, position);
    return;
  }
  const next = target.change(node.get(name));
  if (next === REMOVE) node.remove(name);
  else if (next !== KEEP) node.set(name, next);
}

function makeChild(node: Container, name: string, { names, creates }: Target, part: number): Container | undefined {
  const next = names[part + 1]!;
  const present = node.get(name);
  if (present === undefined && next.startsWith('$[')) {
    const path = names.slice(0, part + 1).join('.');
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`);
  }
  if (!creates) return undefined;
  if (present !== undefined) {
    throw next.startsWith('$[') ? notAnArray(name, toValue(present)) : notCreatable(next, name, toValue(present));
  }
  const made = new DocumentNode();
  node.set(name, made);
  return made;
}
