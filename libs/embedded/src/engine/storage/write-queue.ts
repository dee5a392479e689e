import { CommandError } from '../errors.js';

const BATCH_MS = 25;

interface Job {
  run: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/** Writes that wait for the disk: all that came meanwhile go there together. */
export class WriteQueue {
  batches = 0;
  private jobs: Job[] = [];
  private scheduled = false;

  /** `durably` runs what it is given and returns when that is on disk; when it throws, nothing is left of it. */
  constructor(private readonly durably: (run: () => void) => void) {}

  get isEmpty(): boolean {
    return this.jobs.length === 0;
  }

  add<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.jobs.push({ run, resolve, reject });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.runBatch();
      if (!this.isEmpty) this.schedule();
    });
  }

  private runBatch(): void {
    const { jobs } = this;
    const answers: (() => void)[] = [];
    const until = performance.now() + BATCH_MS;
    let done = 0;
    try {
      this.durably(() => {
        do answers.push(attempt(jobs[done++]!));
        while (done < jobs.length && performance.now() < until);
      });
      this.batches++;
    } catch (error) {
      const { message } = error as Error;
      const failure = new CommandError(isFull(message) ? 14_031 : 1, `The write was not stored: ${message}`);
      answers.splice(
        0,
        Infinity,
        ...jobs.slice(0, done).map(
          ({ reject }) =>
            () =>
              reject(failure),
        ),
      );
    }
    this.jobs = jobs.slice(done);
    for (const answer of answers) answer();
  }
}

/** Of the disk or of the map: it can be mended, and the write tried again. */
const isFull = (message: string): boolean => /ENOSPC|MAP_FULL|no space left/i.test(message);

/** How the job is to be answered. A refusal (`CommandError`) concerns it alone; anything else is a bug, and ends all. */
function attempt({ run, resolve, reject }: Job): () => void {
  try {
    const value = run();
    return () => resolve(value as never);
  } catch (error) {
    if (error instanceof CommandError) return () => reject(error);
    throw error;
  }
}
