import { parentPort, workerData } from 'node:worker_threads';
import { Value } from '../bson/raw.js';
import { CommandError } from '../errors.js';
import { Catalog } from '../storage/catalog.js';
import { Store } from '../storage/store.js';
import { aggregateAll } from './run.js';

export interface Job {
  db: string;
  command: Uint8Array;
}
export type Answer = { documents: Uint8Array[] } | { code: number; message: string };

const store = new Store({ dir: (workerData as { dir: string }).dir, readOnly: true });

parentPort!.on('message', (job: Job) => {
  store.env.resetReadTxn();
  parentPort!.postMessage(answer(job));
  store.env.resetReadTxn();
});

function answer({ db, command }: Job): Answer {
  try {
    const results = aggregateAll(store, new Catalog(store), db, Value.document(command));
    return { documents: results.map((result) => result.bytes()) };
  } catch (error) {
    return { code: error instanceof CommandError ? error.code : 1, message: (error as Error).message };
  }
}
