import { CommandError } from '../errors.js';
import type { Engine } from '../engine.js';

/** How long the statements of one command may hold up others before the rest goes into the next transaction. */
const TURN_MS = 10;

/** One write. `run` works inside of a transaction, `read` outside of it and in slices. */
export interface Statement {
  /** True when complete; false when it wants to be run again (after `read` if `needsReading`). */
  run(until: number): boolean;
  readonly needsReading: boolean;
  read(): Promise<void>;
}

/** A statement that needs nothing but its one turn. */
export const atOnce = (run: () => void): Statement => ({
  run: () => {
    run();
    return true;
  },
  needsReading: false,
  read: () => Promise.resolve(),
});

export interface WriteError {
  index: number;
  error: CommandError;
}

/** Prepares each statement when its turn comes; one that has to read much does so outside of the transaction. */
export async function runEach<T>(
  engine: Engine,
  list: T[],
  ordered: boolean,
  make: (statement: T, i: number) => Statement,
) {
  const errors: WriteError[] = [];
  let next = 0;
  let current: Statement | undefined;
  const turn = () => {
    const until = performance.now() + TURN_MS;
    while (next < list.length && performance.now() < until) {
      try {
        current ??= make(list[next]!, next);
        if (!current.run(until)) return;
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        errors.push({ index: next, error });
        if (ordered) next = list.length;
      }
      current = undefined;
      next++;
    }
  };
  while (next < list.length) {
    await engine.store.write(turn);
    if (next < list.length && current?.needsReading) {
      try {
        await current.read();
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        errors.push({ index: next, error });
        current = undefined;
        next = ordered ? list.length : next + 1;
      }
    }
  }
  return errors;
}

/** Runs a single statement; a refusal is thrown. */
export async function runOne(engine: Engine, make: () => Statement): Promise<void> {
  const errors = await runEach(engine, [undefined], true, make);
  if (errors[0]) throw errors[0].error;
}
