import { badValue, CommandError } from '../errors.js';
import { type Value } from '../bson/raw.js';
import { arrayPosition, type Test } from '../query/path.js';
import { show } from '../storage/collection.js';
import { KEEP, REMOVE, type Change } from './change.js';
import { ArrayNode, DocumentNode, openChild, toValue, type Container } from './tree.js';

/** One path of an update and what happens there. */
export interface Target {
  names: string[];
  path: string;
  change: Change;
  /** Fields that are missing on the way are made. */
  creates: boolean;
  filters: Map<string, Test>;
  onInsert: boolean;
  /** A rename takes here and puts at its companion; it never goes through arrays. */
  companion?: Target;
  before?: () => void;
  noArrays?: boolean;
  /** Applied by its companion only; listed for the conflict check. */
  hidden?: boolean;
}

export function applyAt(root: DocumentNode, target: Target, position: number): void {
  if (target.hidden) return;
  target.before?.();
  walk(root, target, 0, position);
  if (target.companion) walk(root, target.companion, 0, position);
}

function walk(node: Container, target: Target, part: number, position: number): void {
  const name = target.names[part]!;
  if (name.startsWith('$')) {
    for (const each of expand(node, name, target, part, position)) visit(node, each, target, part, position);
  } else visit(node, name, target, part, position);
}

/** The positions that `$`, `$[]` or `$[id]` stand for. */
function expand(node: Container, name: string, target: Target, part: number, position: number): string[] {
  const at = target.names.slice(0, part).join('.');
  if (!(node instanceof ArrayNode)) {
    if (name === '$' || !name.startsWith('$[')) return name === '$' ? [single(position)] : [name];
    throw badValue(`Cannot apply array updates to non-array element ${target.names[part - 1]}: ${show(toValue(node))}`);
  }
  if (name === '$') return [single(position)];
  const test = name === '$[]' ? undefined : target.filters.get(name.slice(2, -1));
  const out: string[] = [];
  node.items.forEach((item, i) => {
    if (!test || test(toValue(item))) out.push(String(i));
  });
  if (name !== '$[]' && !test) throw badValue(`No array filter found for identifier in path '${at}'`);
  return out;
}

function single(position: number): string {
  if (position < 0) throw badValue('The positional operator did not find the match needed from the query.');
  return String(position);
}

function visit(node: Container, name: string, target: Target, part: number, position: number): void {
  if (node instanceof ArrayNode && target.noArrays) {
    throw badValue(`The source field cannot be an array element, '${target.path}'`);
  }
  if (node instanceof ArrayNode && arrayPosition(name) < 0) {
    if (!target.creates) return;
    throw new CommandError(
      28,
      `Cannot create field '${name}' in element {${target.names[part - 1]}: ${show(toValue(node))}}`,
    );
  }
  if (part === target.names.length - 1) {
    const next = target.change(node.get(name));
    if (next === REMOVE) node.remove(name);
    else if (next !== KEEP) node.set(name, next);
    return;
  }
  const child = openChild(node, name) ?? makeChild(node, name, target, part);
  if (child) walk(child, target, part + 1, position);
}

function makeChild(node: Container, name: string, target: Target, part: number): Container | undefined {
  const next = target.names[part + 1]!;
  const present = node.get(name);
  if (present === undefined && next.startsWith('$[')) {
    throw badValue(
      `The path '${target.names.slice(0, part + 1).join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  if (present === undefined && target.creates && willChange(target)) {
    const made = new DocumentNode();
    node.set(name, made);
    return made;
  }
  if (present === undefined || !target.creates) return undefined;
  if (next.startsWith('$['))
    throw badValue(`Cannot apply array updates to non-array element ${name}: ${show(present as Value)}`);
  throw new CommandError(28, `Cannot create field '${next}' in element {${name}: ${show(present as Value)}}`);
}

/** A rename whose source is missing must not leave empty documents behind. */
function willChange(target: Target): boolean {
  return target.change(undefined) !== KEEP;
}
