import { setTimeout as delay } from 'node:timers/promises';

/** Looks until the answer is true; false when the time is over. A look that fails is a look that saw nothing. */
export async function until(
  look: () => boolean | Promise<boolean>,
  timeoutMs: number,
  everyMs = 100,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      if (await look()) return true;
    } catch {
      // A part of the system may be away for a moment.
    }
    if (Date.now() >= deadline) return false;
    await delay(everyMs);
  }
}
