import { Injectable } from '@nestjs/common';

/** The one place where the service learns what time it is; tests put their own in its place. */
@Injectable()
export class Time {
  /** Epoch milliseconds. */
  now(): number {
    return Date.now();
  }

  /** Milliseconds that this process waits longer than the others, so that replicas do not all reach for the same work. */
  get spread(): number {
    return Math.random() * 50;
  }

  /** Calls `run` once in `ms` milliseconds. @returns takes it back */
  in(ms: number, run: () => void): () => void {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  }
}
