import { parentPort, workerData } from 'node:worker_threads';
import { CommandError } from '../errors.js';
import { Store } from '../storage/store.js';
import { runJob, type AggregationJob } from './job.js';

export type WorkerAnswer = { documents: Uint8Array[] } | { code: number; message: string };

const store = new Store({ dir: (workerData as { dir: string }).dir, readOnly: true });

parentPort!.on('message', (job: AggregationJob) => {
  store.env.resetReadTxn();
  parentPort!.postMessage(answer(job));
  store.env.resetReadTxn();
});

function answer(job: AggregationJob): WorkerAnswer {
  try {
    return { documents: runJob(store, job) };
  } catch (error) {
    if (error instanceof CommandError) return { code: error.code, message: error.message };
    return { code: 1, message: (error as Error).message };
  }
}
