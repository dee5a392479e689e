import type { Request } from './server/frames.js';
import type { Connection } from './server/connection.js';
import type { Reply } from './server/reply.js';
import type { Arguments } from './commands/arguments.js';
import type { AggregationWorkers } from './aggregate/workers.js';
import { type Cursors } from './commands/cursors.js';
import { type Catalog } from './storage/catalog.js';
import type { Collection } from './storage/collection.js';
import { type Store } from './storage/store.js';

/** What all commands share. */
export interface Engine {
  store: Store;
  catalog: Catalog;
  cursors: Cursors;
  workers: AggregationWorkers;
  startedAt: number;
  connections: () => number;
}

/** One command on its way to an answer. */
export interface Call {
  engine: Engine;
  name: string;
  db: string;
  args: Arguments;
  request: Request;
  connection: Connection;
}

export type Command = (call: Call) => Reply | Promise<Reply>;

/** The collection that the first field of the command names. */
export function collectionName(call: Call): string {
  return call.args.string(call.name) ?? '';
}

export const collectionOf = (call: Call): Collection | undefined =>
  call.engine.catalog.get(`${call.db}.${collectionName(call)}`);
