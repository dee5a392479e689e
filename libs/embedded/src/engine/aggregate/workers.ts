import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CommandError } from '../errors.js';
import type { AggregationJob } from './job.js';
import type { WorkerAnswer } from './worker.js';

const MOST = 2;
const IDLE_MS = 30_000;
const HEAP_MB = 1024;
const ENTRY = fileURLToPath(new URL('./worker.js', import.meta.url));

interface Waiting {
  job: AggregationJob;
  deadline: number | undefined;
  resolve: (documents: Buffer[]) => void;
  reject: (error: CommandError) => void;
}

/** Threads for aggregations over many documents, so that short commands do not wait behind them. */
export class AggregationWorkers {
  /** False where only sources are there to run: then everything stays in the one thread. */
  readonly available = existsSync(ENTRY);
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private readonly queue: Waiting[] = [];

  constructor(private readonly dir: string) {}

  run(job: AggregationJob, deadline: number | undefined): Promise<Buffer[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ job, deadline, resolve, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }

  private next(): void {
    if (this.queue.length === 0) return;
    const worker = this.idle.pop() ?? (this.all.size < MOST ? this.start() : undefined);
    if (worker) this.assign(worker, this.queue.shift()!);
  }

  private start(): Worker {
    const worker = new Worker(ENTRY, {
      workerData: { dir: this.dir },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.unref();
    this.all.add(worker);
    worker.on('exit', () => {
      this.all.delete(worker);
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
      this.next();
    });
    return worker;
  }

  private assign(worker: Worker, { job, deadline, resolve, reject }: Waiting): void {
    const fail = (error: CommandError) => {
      release();
      void worker.terminate();
      reject(error);
    };
    const onMessage = (answer: WorkerAnswer) => {
      release();
      this.rest(worker);
      if ('documents' in answer)
        resolve(answer.documents.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
      else reject(new CommandError(answer.code, answer.message));
      this.next();
    };
    const onError = (error: Error) => {
      const tooBig = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      fail(new CommandError(tooBig ? 146 : 1, tooBig ? 'the aggregation needs too much memory' : error.message));
    };
    const onExit = () => fail(new CommandError(11601, 'the aggregation was interrupted'));
    const left = deadline === undefined ? undefined : Math.max(1, deadline - Date.now());
    const timer = left && setTimeout(() => fail(new CommandError(50, 'operation exceeded time limit')), left);
    const release = () => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(job);
  }

  private rest(worker: Worker): void {
    this.idle.push(worker);
    setTimeout(() => {
      const at = this.idle.indexOf(worker);
      if (at < 0) return;
      this.idle.splice(at, 1);
      void worker.terminate();
    }, IDLE_MS).unref();
  }
}
