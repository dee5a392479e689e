/** Long work gives way to other commands after this time. */
const SLICE_MS = 5;

/**
 * Calls `step` until it returns a value. Short work ends at once; long work goes on in later turns of the event
 * loop, and `pause` is called before each of them.
 */
export function runSliced<T>(step: () => T | undefined, pause: () => void = () => {}): T | Promise<T> {
  const until = performance.now() + SLICE_MS;
  do {
    const result = step();
    if (result !== undefined) return result;
  } while (performance.now() < until);
  pause();
  return new Promise<T>((resolve, reject) => {
    const go = () => {
      try {
        const end = performance.now() + SLICE_MS;
        do {
          const result = step();
          if (result !== undefined) return resolve(result);
        } while (performance.now() < end);
        pause();
        setImmediate(go);
      } catch (error) {
        reject(error as Error);
      }
    };
    setImmediate(go);
  });
}

/** Goes on with a value that is there already or comes later, without an extra turn in the first case. */
export function then<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
