import type { Status } from '@deskbeat/contracts';
import type { Asking } from './confirmation.js';

/** Spans of silence in milliseconds, `undefined` for never. */
export interface SilenceRules {
  /** After the question, growing. */
  remindAfterMs: readonly number[];
  /** After the question: Awaiting → Resolved. */
  resolveAfterMs?: number;
  /** After the resolution: Resolved → Closed. */
  closeAfterMs?: number;
}

/** What silence leads to next, and how long after the step before. */
export interface Step {
  does: 'remind' | 'resolve' | 'close';
  afterMs: number;
}

const asks = (status: Status): boolean => status === 'awaiting-confirmation' || status === 'resolved';

/** The step that the customer's silence leads to in a status. */
export function nextStep(status: Status, reminders: number, rules: SilenceRules): Step | undefined {
  const { remindAfterMs, resolveAfterMs, closeAfterMs } = rules;
  if (status === 'resolved') return closeAfterMs === undefined ? undefined : { does: 'close', afterMs: closeAfterMs };
  if (status !== 'awaiting-confirmation') return undefined;
  const marks = remindAfterMs.filter((mark) => mark < (resolveAfterMs ?? Infinity));
  const before = marks[Math.min(reminders, marks.length) - 1] ?? 0;
  const mark = marks[reminders];
  if (mark !== undefined) return { does: 'remind', afterMs: mark - before };
  return resolveAfterMs === undefined ? undefined : { does: 'resolve', afterMs: resolveAfterMs - before };
}

/** What is kept about asking the customer after a move at `now`. Told that it is resolved, they are asked again. */
export function askingAfter(
  before: Asking & { status: Status; inside?: true },
  status: Status,
  now: Date,
  rules: SilenceRules,
): Asking {
  const { confirmation: last, satisfaction } = before;
  const isNew = !before.inside && asks(status) && !asks(before.status);
  const again = last && asks(status) ? { ...last, askedAt: now } : last;
  const confirmation = isNew ? { cycle: (last?.cycle ?? 0) + 1, askedAt: now, reminders: 0 } : again;
  const step = nextStep(status, confirmation?.reminders ?? 0, rules);
  return {
    ...(confirmation && { confirmation }),
    ...(satisfaction && { satisfaction }),
    ...(step && { quietAt: new Date(now.getTime() + step.afterMs) }),
  };
}
