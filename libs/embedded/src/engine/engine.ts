import type { AggregationThread } from './aggregate/thread.js';
import type { Arguments } from './commands/arguments.js';
import type { Cursors } from './commands/cursors.js';
import type { Connection } from './server/connection.js';
import type { Reply } from './server/reply.js';
import type { Catalog } from './storage/catalog.js';
import type { Collection } from './storage/collection.js';
import type { Store } from './storage/store.js';

/** What all commands share. */
export interface Engine {
  store: Store;
  catalog: Catalog;
  cursors: Cursors;
  thread: AggregationThread;
  startedAt: number;
  connections: () => number;
}

/** One command on its way to an answer. */
export class Call {
  constructor(
    readonly engine: Engine,
    readonly name: string,
    readonly db: string,
    readonly args: Arguments,
    readonly connection?: Connection,
  ) {}

  /** The collection that the first field of the command names; empty when it names none. */
  get target(): string {
    return this.args.string(this.name) ?? '';
  }

  get namespace(): string {
    return `${this.db}.${this.target}`;
  }

  get collection(): Collection | undefined {
    return this.engine.catalog.get(this.namespace);
  }
}

export type Command = (call: Call) => Reply | Promise<Reply>;
