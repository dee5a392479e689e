import { badValue, CommandError } from '../errors.js';
import { arrayPosition } from '../query/path.js';
import type { Target } from './apply.js';
import { childOf, openChild, remove, type Container, type Tree } from './tree.js';

/** The same as a change that puts what it took from its source; undefined when there was nothing. */
export function renaming(root: Container, target: Target): Target | undefined {
  const moved = take(root, target.from!);
  if (moved === undefined) return undefined;
  refuseArrays(root, target.names);
  return { ...target, change: () => moved };
}

function take(root: Container, names: string[]): Tree | undefined {
  let node = root;
  let inArray = false;
  for (const [i, name] of names.entries()) {
    if (Array.isArray(node)) {
      if (arrayPosition(name) < 0) throw notViable(name, names);
      inArray = true;
    }
    const value = childOf(node, name);
    if (value === undefined) return undefined;
    if (i === names.length - 1) {
      if (inArray) throw badValue(`The source field cannot be an array element, '${names.join('.')}'`);
      remove(node, name);
      return value;
    }
    const next = openChild(node, name);
    if (!next) throw notViable(names[i + 1]!, names);
    node = next;
  }
  return undefined;
}

const notViable = (name: string, names: string[]) =>
  new CommandError(28, `Cannot use the part (${name}) of (${names.join('.')}) to traverse the element`);

function refuseArrays(root: Container, names: string[]): void {
  let node: Container | undefined = root;
  for (const name of names) {
    if (Array.isArray(node)) throw badValue(`The destination field cannot be an array element, '${names.join('.')}'`);
    node = node && openChild(node, name);
  }
}
