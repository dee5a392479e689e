import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { textAt, type Audited } from './audited.js';
import { fieldsOf, type Field } from './domain/fields.js';

const markOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 12);

/** What something is now, as far as the audit log tells it. */
export interface Seen {
  fields: Field[];
  name?: unknown;
}

export const seenIn = (thing: object | undefined): Seen => {
  const { name, label, title, subject } = (thing ?? {}) as Record<string, unknown>;
  return { fields: fieldsOf(thing, markOf), name: name ?? label ?? title ?? subject };
};

type Kept = Record<string, unknown> & { _id: string };

/** Reads what is to be changed, and what it is then. */
export class Things {
  constructor(private readonly store: Connection) {}

  /** The id of what a request is about, where it can be told. */
  idIn(how: Audited, payload: unknown, reply?: unknown): string | undefined {
    if (how.only !== undefined && !how.list) return how.only;
    if (how.newestOf) {
      const parts = how.newestOf.map((field) => textAt(payload, [field]));
      return parts.every((part) => part !== undefined) ? parts.join(':') : undefined;
    }
    const paths = how.id ?? ['id'];
    return textAt(payload, paths) ?? textAt(reply, paths);
  }

  /** @returns nothing where this kind cannot be read */
  async read(how: Audited, id: string): Promise<Seen | undefined> {
    if (!how.model) return undefined;
    const documents = this.store.model(how.model).collection as unknown as mongo.Collection<Kept>;
    if (how.newestOf) {
      const parts = id.split(':');
      const named = Object.fromEntries(how.newestOf.map((field, index) => [field, parts[index]]));
      const order = { ...Object.fromEntries(how.newestOf.map((field) => [field, 1 as const])), version: -1 as const };
      const [newest] = await documents.find(named).sort(order).limit(1).toArray();
      return seenIn(newest);
    }
    const found = await documents.findOne({ _id: how.only ?? id });
    if (!how.list) return seenIn(found ?? undefined);
    const list = (found?.[how.list] ?? []) as { id: string }[];
    return seenIn(list.find((one) => one.id === id));
  }
}
