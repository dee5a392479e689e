import { movedFacts } from './children.js';
import type { Fact } from './revision.js';
import { askingAfter, type SilenceRules } from './silence.js';
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
  if (next.status === before.status) return change;
  const { confirmation: _, satisfaction: __, quietAt: ___, ...rest } = next;
  const asking = askingAfter({ ...next, status: before.status }, next.status, now, rules);
  const told = movedFacts(before, next);
  const changedIn = next.changedIn === before.version + facts.length ? next.changedIn + told.length : next.changedIn;
  return { next: { ...rest, ...asking, changedIn } as TicketState, facts: [...facts, ...told] };
}
