import type { Calendar } from './calendar.js';
import { stretchMs, stretchOf } from './open-stretches.js';

const longestClosedMs = 400 * 86_400_000;

/**
 * The instant at which `budgetMs` of open time have passed since `start`; a zero budget is due at the first open instant.
 * Instants and budgets are epoch and plain milliseconds.
 * @throws RangeError when the calendar stays closed for more than a year
 */
export function dueAt(start: number, budgetMs: number, calendar: Calendar): number {
  if (calendar.kind === 'always') return start + budgetMs;
  let left = budgetMs;
  let openLast = start;
  for (let index = Math.floor(start / stretchMs); ; index++) {
    const { open, total } = stretchOf(calendar, index);
    const whole = index * stretchMs >= start && left > total;
    if (whole) left -= total;
    else {
      for (let at = 0; at < open.length; at += 2) {
        const from = Math.max(open[at]!, start);
        const length = open[at + 1]! - from;
        if (length <= 0) continue;
        if (left <= length) return from + left;
        left -= length;
      }
    }
    const end = (index + 1) * stretchMs;
    if (total > 0) openLast = end;
    else if (end - openLast > longestClosedMs) throw new RangeError(`calendar ${calendar.id} does not open`);
  }
}

/** Open milliseconds between two instants; 0 when the end is not after the start. */
export function elapsed(start: number, end: number, calendar: Calendar): number {
  if (end <= start) return 0;
  if (calendar.kind === 'always') return end - start;
  let sum = 0;
  for (let index = Math.floor(start / stretchMs); index * stretchMs < end; index++) {
    const { open, total } = stretchOf(calendar, index);
    if (index * stretchMs >= start && (index + 1) * stretchMs <= end) sum += total;
    else {
      for (let at = 0; at < open.length; at += 2) {
        sum += Math.max(0, Math.min(open[at + 1]!, end) - Math.max(open[at]!, start));
      }
    }
  }
  return sum;
}

/** The latest start from which `budgetMs` of open time pass by `end`; for a zero budget the last open instant. */
export function startFor(end: number, budgetMs: number, calendar: Calendar): number {
  if (calendar.kind === 'always') return end - budgetMs;
  let left = budgetMs;
  let openLast = end;
  for (let index = Math.floor(end / stretchMs); ; index--) {
    const { open, total } = stretchOf(calendar, index);
    for (let at = open.length - 2; at >= 0; at -= 2) {
      const to = Math.min(open[at + 1]!, end);
      const length = to - open[at]!;
      if (length <= 0) continue;
      if (left <= length) return to - left;
      left -= length;
    }
    const begin = index * stretchMs;
    if (total > 0) openLast = begin;
    else if (openLast - begin > longestClosedMs) throw new RangeError(`calendar ${calendar.id} does not open`);
  }
}

/** Open periods from an instant on, in order and apart, at most `most` and none that begins at or after `until`. */
export function openPeriods(calendar: Calendar, from: number, until: number, most: number): [number, number][] {
  if (calendar.kind === 'always') return from < until ? [[from, until]] : [];
  const periods: [number, number][] = [];
  for (let index = Math.floor(from / stretchMs); index * stretchMs < until; index++) {
    const { open } = stretchOf(calendar, index);
    for (let at = 0; at < open.length; at += 2) {
      const [opens, closes] = [Math.max(open[at]!, from), open[at + 1]!];
      if (opens >= closes || opens >= until) continue;
      const last = periods.at(-1);
      if (last?.[1] === opens) last[1] = closes;
      else if (periods.length === most) return periods;
      else periods.push([opens, closes]);
    }
  }
  return periods;
}

/** Whether work is done at an instant; closing time is outside. */
export const isOpen = (calendar: Calendar, at: number): boolean =>
  openPeriods(calendar, at, at + 1, 1).some(([from]) => from === at);
