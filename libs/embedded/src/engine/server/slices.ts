/** Long work gives way to other commands after this time. */
const SLICE_MS = 5;

/**
 * Calls `step` until it returns a value. Short work ends at once; long work goes on in later turns of the event
 * loop, and `pause` is called before each of them.
 */
export function runSliced<T>(step: () => T | undefined, pause: () => void): T | Promise<T> {
  const result = slice(step);
  return result === undefined ? runLater(step, pause) : result;
}

async function runLater<T>(step: () => T | undefined, pause: () => void): Promise<T> {
  for (;;) {
    pause();
    await new Promise((resolve) => setImmediate(resolve));
    const result = slice(step);
    if (result !== undefined) return result;
  }
}

function slice<T>(step: () => T | undefined): T | undefined {
  const until = performance.now() + SLICE_MS;
  let result: T | undefined;
  do result = step();
  while (result === undefined && performance.now() < until);
  return result;
}

/** Goes on with a value that is there already or comes later, without an extra turn in the first case. */
export function then<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
