import { confirmationReminded } from '@deskbeat/contracts';
import type { Change } from './aftermath.js';
import { fact } from './revision.js';
import { changed, entered, statusFact } from './change.js';
import { fieldsOf, stateOf, statusPartOf, type Ticket, type TicketFields } from './ticket-state.js';
import { movesOf } from './moves.js';
import type { TicketRules } from './rules.js';
import { nextStep, type SilenceRules, type Step } from './silence.js';

/** How often it is looked whether what holds a ticket back is over. */
const holdMs = 24 * 60 * 60 * 1000;

export interface TickRules extends SilenceRules {
  ticket: TicketRules;
}

export type Tick = Change | 'not-due';

/**
 * What the customer's silence leads to at `now`, one step at a time: nothing before a planned date, and nothing that
 * somebody else waits for. A step that was held back keeps its distance to the next one.
 */
export function tick(ticket: Ticket, now: Date, rules: TickRules, parentWaits: boolean): Tick {
  if (ticket.quietAt === undefined || ticket.quietAt > now) return 'not-due';
  const { status } = ticket;
  const step = nextStep(status, ticket.confirmation?.reminders ?? 0, rules);
  if (!step) return waiting(ticket, undefined);
  const { plannedFor } = ticket;
  if (plannedFor && plannedFor > now) return waiting(ticket, new Date(plannedFor.getTime() + step.afterMs));
  if (parentWaits || owes(ticket, step, now, rules.ticket)) return waiting(ticket, new Date(now.getTime() + holdMs));
  switch (step.does) {
    case 'remind':
      return reminded(ticket, now, rules);
    case 'resolve':
      return silently(ticket, 'resolved', now);
    case 'close':
      return silently(ticket, 'closed', now);
  }
}

/** A ticket that still owes something for the move, an open child for example, does not move by itself. */
function owes(ticket: Ticket, { does }: Step, now: Date, rules: TicketRules): boolean {
  if (does === 'remind') return false;
  const to = does === 'resolve' ? 'resolved' : 'closed';
  return !movesOf(ticket, now, rules, 'system').some((move) => move.to === to && move.needs.length === 0);
}

const waiting = (ticket: Ticket, quietAt: Date | undefined): Change => ({
  next: withFields(ticket, { quietAt }),
  facts: [],
});

function withFields(ticket: Ticket, changes: Partial<TicketFields>): Change['next'] {
  const { quietAt: _, ...fields } = fieldsOf(ticket);
  const { quietAt, ...others } = changes;
  return stateOf({ ...fields, ...others, ...(quietAt && { quietAt }) }, statusPartOf(ticket));
}

function reminded(ticket: Ticket, now: Date, rules: SilenceRules): Change {
  const { number, customerId, channel, confirmation } = ticket;
  const asked = { ...confirmation!, askedAt: now, reminders: confirmation!.reminders + 1 };
  const next = nextStep(ticket.status, asked.reminders, rules);
  const quietAt = next && new Date(now.getTime() + next.afterMs);
  const { cycle, reminders: reminder } = asked;
  return {
    next: withFields(ticket, { confirmation: asked, quietAt, updatedAt: now }),
    facts: [fact(confirmationReminded, { number, customerId, channel, cycle, reminder })],
  };
}

function silently(ticket: Ticket, to: 'resolved' | 'closed', now: Date): Change {
  const move = statusFact(ticket.status, to, 'the customer was silent');
  return changed(ticket, now, [move], {}, entered(ticket, to, now, {}));
}
