import { badValue } from '../errors.js';
import { nameBytes, Value } from '../bson/raw.js';
import { BsonType } from '../bson/types.js';
import { arrayName, build, type BsonWriter } from '../bson/writer.js';
import { arrayPosition } from '../query/path.js';

const MAX_PADDING = 1_500_000;
const NULL = new Value(BsonType.null, Buffer.alloc(0), 0, 0);

/** A document under change: what is not touched stays as the stored bytes. */
export type Tree = Value | Container;
export type Container = DocumentNode | ArrayNode;

export class DocumentNode {
  readonly fields: Map<string, Tree>;

  constructor(from?: Value) {
    this.fields = new Map(from?.entries());
  }

  get(name: string): Tree | undefined {
    return this.fields.get(name);
  }

  set(name: string, value: Tree): void {
    this.fields.set(name, value);
  }

  remove(name: string): void {
    this.fields.delete(name);
  }
}

export class ArrayNode {
  items: Tree[];

  constructor(from?: Value) {
    this.items = from?.items() ?? [];
  }

  get(name: string): Tree | undefined {
    return this.items[arrayPosition(name)];
  }

  set(name: string, value: Tree): void {
    const position = arrayPosition(name);
    if (position > this.items.length + MAX_PADDING)
      throw badValue(`can't backfill array to larger than ${MAX_PADDING}`);
    while (this.items.length < position) this.items.push(NULL);
    this.items[position] = value;
  }

  /** Taking an element away by name leaves a null, so that the others keep their places. */
  remove(name: string): void {
    if (this.get(name) !== undefined) this.set(name, NULL);
  }
}

/** The child opened for changes; undefined when there is none or when it holds no fields. */
export function openChild(parent: Container, name: string): Container | undefined {
  const child = parent.get(name);
  if (!(child instanceof Value)) return child;
  if (!child.isDocument && !child.isArray) return undefined;
  const opened = child.isDocument ? new DocumentNode(child) : new ArrayNode(child);
  parent.set(name, opened);
  return opened;
}

const typeOf = (node: Container): number => (node instanceof ArrayNode ? BsonType.array : BsonType.object);

export function toValue(tree: Tree): Value {
  return tree instanceof Value ? tree : build((writer) => writeChildren(writer, tree), typeOf(tree));
}

function writeChildren(writer: BsonWriter, node: Container): void {
  if (node instanceof ArrayNode) node.items.forEach((item, i) => writeTree(writer, arrayName(i), item));
  else for (const [name, child] of node.fields) writeTree(writer, nameBytes(name), child);
}

function writeTree(writer: BsonWriter, name: Buffer, tree: Tree): void {
  if (tree instanceof Value) return writer.value(name, tree);
  const at = writer.open(typeOf(tree), name);
  writeChildren(writer, tree);
  writer.close(at);
}
