import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Value } from '../bson/raw.js';
import { CommandError } from '../errors.js';
import type { Answer, Job } from './worker.js';

const MOST = 2;
const IDLE_MS = 30_000;
const HEAP_MB = 1024;
const ENTRY = fileURLToPath(new URL('./worker.js', import.meta.url));

/** Threads for aggregations over many documents, so that short commands do not wait behind them. */
export class AggregationWorkers {
  /** False where only sources are there to run: then everything stays in the one thread. */
  readonly available = existsSync(ENTRY);
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private readonly queue: ((worker: Worker) => void)[] = [];

  constructor(private readonly dir: string) {}

  /** `deadline`: absolute time after which the thread is ended. */
  async run(job: Job, deadline: number | undefined): Promise<Value[]> {
    const worker = await new Promise<Worker>((resolve) => {
      this.queue.push(resolve);
      this.next();
    });
    const answer = await this.ask(worker, job, deadline);
    if ('code' in answer) throw new CommandError(answer.code, answer.message);
    return answer.documents.map((bytes) => Value.document(bytes));
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }

  private next(): void {
    if (this.queue.length === 0) return;
    const worker = this.idle.pop() ?? (this.all.size < MOST ? this.start() : undefined);
    if (worker) this.queue.shift()!(worker);
  }

  private start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB };
    const worker = new Worker(ENTRY, { workerData: { dir: this.dir }, resourceLimits });
    worker.unref();
    worker.setMaxListeners(0);
    this.all.add(worker);
    worker.on('exit', () => {
      this.all.delete(worker);
      this.forget(worker);
      this.next();
    });
    return worker;
  }

  private ask(worker: Worker, job: Job, deadline: number | undefined): Promise<Answer> {
    return new Promise<Answer>((resolve) => {
      const finish = (answer: Answer, lives: boolean) => {
        clearTimeout(timer);
        worker.removeAllListeners('message').removeAllListeners('error').off('exit', onExit);
        if (lives) this.rest(worker);
        else void worker.terminate();
        resolve(answer);
      };
      const fail = (code: number, message: string) => finish({ code, message }, false);
      const onExit = () => fail(11601, 'the aggregation was interrupted');
      const onDeadline = () => fail(50, 'operation exceeded time limit');
      const timer = deadline === undefined ? undefined : setTimeout(onDeadline, Math.max(1, deadline - Date.now()));
      worker.on('message', (answer: Answer) => finish(answer, true));
      worker.on('exit', onExit);
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') fail(146, 'the aggregation needs too much memory');
        else fail(1, error.message);
      });
      worker.postMessage(job);
    });
  }

  private rest(worker: Worker): void {
    this.idle.push(worker);
    setTimeout(() => this.forget(worker) && void worker.terminate(), IDLE_MS).unref();
    this.next();
  }

  private forget(worker: Worker): boolean {
    const at = this.idle.indexOf(worker);
    if (at >= 0) this.idle.splice(at, 1);
    return at >= 0;
  }
}
