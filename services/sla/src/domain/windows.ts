import type { Budget } from './terms.js';
import { dueAt, elapsed } from './working-time.js';

/** A time in which the clock ran; the last one is open while it runs. Instants are epoch milliseconds. */
export interface Window {
  readonly from: number;
  to?: number;
}

export interface Poured {
  /** Absent while the clock stands still, and where the calendar does not open any more. */
  dueAt?: number;
  /** Milliseconds of the calendar; negative when it is late. */
  leftMs: number;
}

/** The windows from an instant on. */
export const windowsFrom = (windows: readonly Window[], from: number): Window[] =>
  windows
    .filter(({ to }) => to === undefined || to > from)
    .map((window) => (window.from >= from ? window : { ...window, from }));

/**
 * Pours a budget into windows. What those before `since` took is gone, but nothing is due in them.
 * `leftMs`: what is left at the end of the last window, or at `at` where that is open.
 */
export function poured(windows: readonly Window[], since: number, { budgetMs, calendar }: Budget, at: number): Poured {
  let left = budgetMs;
  for (const [index, { from, to }] of windows.entries()) {
    if (to === undefined) return { ...dueIn(from, left, calendar), leftMs: left - elapsed(from, at, calendar) };
    const open = elapsed(from, to, calendar);
    if (index >= since && left < open) {
      const over = windows
        .slice(index + 1)
        .reduce((sum, next) => sum + elapsed(next.from, next.to ?? at, calendar), open);
      return { dueAt: dueAt(from, left, calendar), leftMs: left - over };
    }
    left = Math.max(0, left - open);
  }
  return { leftMs: left };
}

/** Nothing when the calendar does not open any more. */
export function dueIn(from: number, left: number, calendar: Budget['calendar']): { dueAt?: number } {
  try {
    return { dueAt: dueAt(from, left, calendar) };
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}
