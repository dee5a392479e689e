import { CommandError } from '../errors.js';
import type { Engine } from '../engine.js';

/** How long the statements of one command may hold up others before the rest goes into the next transaction. */
const TURN_MS = 10;

/**
 * One write, called inside of a transaction. True: complete. False: not yet, call it again. A function: it has to be
 * awaited outside of the transaction (it reads much, in slices) before the next call.
 */
export type Statement = (until: number) => boolean | (() => Promise<void>);

export interface WriteError {
  index: number;
  error: CommandError;
}

/** Prepares each statement when its turn comes; a refusal ends the list when it is ordered. */
export async function runEach<T>(
  { store }: Engine,
  list: T[],
  ordered: boolean,
  make: (item: T, i: number) => Statement,
): Promise<WriteError[]> {
  const errors: WriteError[] = [];
  let next = 0;
  let current: Statement | undefined;
  let reading: (() => Promise<void>) | undefined;
  const finish = () => {
    current = undefined;
    next++;
  };
  const refuse = (error: unknown) => {
    if (!(error instanceof CommandError)) throw error;
    errors.push({ index: next, error });
    if (ordered) next = list.length;
    finish();
  };
  const turn = () => {
    const until = performance.now() + TURN_MS;
    while (next < list.length && performance.now() < until) {
      try {
        current ??= make(list[next]!, next);
        const outcome = current(until);
        if (outcome !== true) {
          reading = outcome || undefined;
          return;
        }
        finish();
      } catch (error) {
        refuse(error);
      }
    }
  };
  while (next < list.length) {
    await store.write(turn);
    await reading?.().catch(refuse);
    reading = undefined;
  }
  return errors;
}
