/** Long work gives way to other commands after this time. */
const SLICE_MS = 5;

/** Long work: what it finds and, now and then, an `undefined`, where other commands may run. */
export interface Work<T> {
  found: Iterator<T | undefined>;
  /** Said before it goes on after a break; throws when it cannot. */
  resume?: () => void;
}

/**
 * Takes what the work finds until there is no more (true) or no more is wanted (false). Short work ends at once; long
 * work goes on in later turns of the event loop.
 */
export function drain<T>(work: Work<T>, take: (item: T) => unknown): boolean | Promise<boolean> {
  return slice(work, take) ?? later(work, take);
}

async function later<T>(work: Work<T>, take: (item: T) => unknown): Promise<boolean> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    work.resume?.();
    const ended = slice(work, take);
    if (ended !== undefined) return ended;
  }
}

function slice<T>({ found }: Work<T>, take: (item: T) => unknown): boolean | undefined {
  const until = performance.now() + SLICE_MS;
  for (;;) {
    const { done, value } = found.next();
    if (done) return true;
    if (value !== undefined) {
      if (take(value) === false) return false;
    } else if (performance.now() > until) return undefined;
  }
}

/** Goes on with a value that is there already or comes later, without an extra turn in the first case. */
export function then<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
