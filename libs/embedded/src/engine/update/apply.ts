import { badValue, CommandError } from '../errors.js';
import { arrayPosition, type Test } from '../query/path.js';
import { show } from '../storage/collection.js';
import { KEEP, REMOVE, type Change } from './modifiers.js';
import { childOf, openChild, put, remove, toValue, type Container, type Tree } from './tree.js';

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
export function applyAt(node: Container, target: Target, position: number, part = 0): void {
  const name = target.names[part]!;
  if (!name.startsWith('$')) return visit(node, name, target, position, part);
  for (const each of expand(node, name, target, position, part)) visit(node, each, target, position, part);
}

/** The positions that `$`, `$[]` or `$[id]` stand for; other names stand for themselves. */
function expand(node: Container, name: string, target: Target, position: number, part: number): string[] {
  if (name === '$') {
    if (position >= 0) return [String(position)];
    throw badValue('The positional operator did not find the match needed from the query.');
  }
  if (!name.startsWith('$[')) return [name];
  if (!Array.isArray(node)) throw notAnArray(target.names[part - 1]!, node);
  const test = target.filters.get(name.slice(2, -1));
  return node.flatMap((item, i) => (!test || test(toValue(item)) ? [String(i)] : []));
}

function visit(node: Container, name: string, target: Target, position: number, part: number): void {
  const { names, creates, change } = target;
  if (Array.isArray(node) && arrayPosition(name) < 0) {
    if (!creates) return;
    throw notCreatable(name, names[part - 1]!, node);
  }
  if (part < names.length - 1) {
    const child = openChild(node, name) ?? makeChild(node, name, target, part);
    if (child) applyAt(child, target, position, part + 1);
    return;
  }
  const next = change(childOf(node, name));
  if (next === REMOVE) remove(node, name);
  else if (next !== KEEP) put(node, name, next);
}

function makeChild(node: Container, name: string, { names, creates }: Target, part: number): Container | undefined {
  const next = names[part + 1]!;
  const present = childOf(node, name);
  if (present === undefined && next.startsWith('$[')) {
    const path = names.slice(0, part + 1).join('.');
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`);
  }
  if (!creates) return undefined;
  if (present !== undefined)
    throw next.startsWith('$[') ? notAnArray(name, present) : notCreatable(next, name, present);
  const made = new Map<string, Tree>();
  put(node, name, made);
  return made;
}

const notAnArray = (name: string, tree: Tree) =>
  badValue(`Cannot apply array updates to non-array element ${name}: ${show(toValue(tree))}`);

const notCreatable = (name: string, parent: string, tree: Tree) =>
  new CommandError(28, `Cannot create field '${name}' in element {${parent}: ${show(toValue(tree))}}`);
