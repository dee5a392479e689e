import { movedFacts } from './children.js';
import type { Fact } from './revision.js';
import { askingAfter, nextStep, type SilenceRules } from './silence.js';
import type { Ticket, TicketState } from './ticket-state.js';

/** What a decision comes to: the next state, and facts unless nobody needs to know. */
export interface Change {
  next: TicketState;
  facts: readonly Fact[];
}

/**
 * The change with what follows from a move, whatever caused it: the customer is asked, or is asked no more, and a
 * parent is told.
 */
export function withAftermath(before: Ticket, change: Change, now: Date, rules: SilenceRules): Change {
  const { next, facts } = change;
  if (next.status === before.status) return replanned(before, change, now, rules);
  const { confirmation: _, satisfaction: __, quietAt: ___, ...rest } = next;
  const asking = askingAfter({ ...next, status: before.status }, next.status, now, rules);
  const told = movedFacts(before, next);
  const changedIn = next.changedIn === before.version + facts.length ? next.changedIn + told.length : next.changedIn;
  return { next: { ...rest, ...asking, changedIn } as TicketState, facts: [...facts, ...told] };
}

/** Silence counts anew when the ticket is planned for another day: the next step may have been put off until the former one. */
function replanned(before: Ticket, change: Change, now: Date, rules: SilenceRules): Change {
  const { quietAt, plannedFor, status, confirmation } = change.next;
  const step = nextStep(status, confirmation?.reminders ?? 0, rules);
  if (!quietAt || !step || plannedFor?.getTime() === before.plannedFor?.getTime()) return change;
  return { ...change, next: { ...change.next, quietAt: new Date(now.getTime() + step.afterMs) } as TicketState };
}
