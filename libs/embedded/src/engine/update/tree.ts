import { badValue } from '../errors.js';
import { Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { documentOf } from '../bson/writer.js';
import { arrayPosition } from '../query/path.js';

const MAX_PADDING = 1_500_000;
const NULL = new Value(BsonType.null, Buffer.alloc(0), 0, 0);

/** A document or array under change: what is not touched stays as the stored bytes. */
export type Container = Map<string, Tree> | Tree[];
export type Tree = Value | Container;

export const childOf = (node: Container, name: string): Tree | undefined =>
  Array.isArray(node) ? node[arrayPosition(name)] : node.get(name);

export function put(node: Container, name: string, value: Tree): void {
  if (!Array.isArray(node)) return void node.set(name, value);
  const position = arrayPosition(name);
  if (position > node.length + MAX_PADDING) throw badValue(`can't backfill array to larger than ${MAX_PADDING}`);
  while (node.length < position) node.push(NULL);
  node[position] = value;
}

/** Taking an element away by name leaves a null, so that the others keep their places. */
export function remove(node: Container, name: string): void {
  if (!Array.isArray(node)) node.delete(name);
  else if (childOf(node, name) !== undefined) put(node, name, NULL);
}

/** The child opened for changes; undefined when there is none or when it holds no fields. */
export function openChild(parent: Container, name: string): Container | undefined {
  const child = childOf(parent, name);
  if (!(child instanceof Value)) return child;
  if (!child.isDocument && !child.isArray) return undefined;
  const opened = child.isDocument ? new Map<string, Tree>(child.entries()) : child.items();
  put(parent, name, opened);
  return opened;
}

export const toValue = (tree: Tree): Value => (tree instanceof Value ? tree : documentOf({ tree }).get('tree')!);
