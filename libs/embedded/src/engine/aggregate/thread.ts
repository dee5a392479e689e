import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Value } from '../bson/raw.js';
import { CommandError } from '../errors.js';
import type { Answer, Job } from './worker.js';

const IDLE_MS = 30_000;
const HEAP_MB = 1024;
const ENTRY = fileURLToPath(new URL('./worker.js', import.meta.url));

/** A thread for aggregations over many documents, one after the other, so that short commands do not wait behind them. */
export class AggregationThread {
  /** False where only sources are there to run: then everything stays in the one thread. */
  readonly available = existsSync(ENTRY);
  private thread: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly dir: string) {}

  /** `deadline`: absolute time after which the thread is ended. */
  async run(job: Job, deadline: number | undefined): Promise<Value[]> {
    const turn = this.last.then(() => this.ask(job, deadline));
    this.last = turn;
    const answer = await turn;
    if ('code' in answer) throw new CommandError(answer.code, answer.message);
    return answer.documents.map((bytes) => Value.document(bytes));
  }

  async end(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    await thread?.terminate();
  }

  private start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB };
    const thread = new Worker(ENTRY, { workerData: { dir: this.dir }, resourceLimits });
    thread.unref();
    return thread;
  }

  private ask(job: Job, deadline: number | undefined): Promise<Answer> {
    clearTimeout(this.idle);
    const thread = (this.thread ??= this.start());
    return new Promise<Answer>((resolve) => {
      const finish = (answer: Answer) => {
        clearTimeout(timer);
        thread.removeAllListeners('message').removeAllListeners('error').off('exit', onExit);
        this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
        resolve(answer);
      };
      const fail = (code: number, message: string) => {
        void this.end();
        finish({ code, message });
      };
      const onExit = () => fail(11601, 'the aggregation was interrupted');
      const onDeadline = () => fail(50, 'operation exceeded time limit');
      const timer = deadline === undefined ? undefined : setTimeout(onDeadline, Math.max(1, deadline - Date.now()));
      thread.once('message', finish);
      thread.once('exit', onExit);
      thread.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') fail(146, 'the aggregation needs too much memory');
        else fail(1, error.message);
      });
      thread.postMessage(job);
    });
  }
}
