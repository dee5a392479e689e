import { setTimeout as delay } from 'node:timers/promises';

/** Longer than the pause after the third failed try of a consumer: what came too early three times comes again. */
const patienceMs = 20_000;

export interface EventuallyOptions {
  /** Milliseconds after which the last failure is thrown. */
  timeout?: number;
  /** Milliseconds between two looks. */
  every?: number;
}

/**
 * Calls `look` until it neither throws nor gives `false`, and returns what it gave.
 * For facts that become true in their own time: `await eventually(async () => expect(await tickets()).toEqual([…]))`.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  options: EventuallyOptions = {},
): Promise<Exclude<T, false>> {
  const { timeout = patienceMs, every = 25 } = options;
  const deadline = Date.now() + timeout;
  for (;;) {
    let failure: unknown;
    try {
      const seen = await look();
      if (seen !== false) return seen as Exclude<T, false>;
      failure = new Error('the condition stayed false');
    } catch (error) {
      failure = error;
    }
    if (Date.now() >= deadline) throw within(failure, timeout);
    await delay(every);
  }
}

function within(failure: unknown, timeout: number): unknown {
  if (failure instanceof Error) failure.message = `not within ${timeout} ms: ${failure.message}`;
  return failure;
}
