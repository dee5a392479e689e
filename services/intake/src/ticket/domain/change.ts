import { Problem, ticketStatusChanged, type Status } from '@deskbeat/contracts';
import { fact, type Fact, type Revision } from './revision.js';
import type { TicketRules } from './rules.js';
import {
  fieldsOf,
  holderOf,
  outcomeOf,
  stateOf,
  statusPartOf,
  type Holder,
  type StatusPart,
  type Ticket,
  type TicketFields,
} from './ticket-state.js';
import { viewOf } from './ticket-view.js';

type Facts = [Fact, ...Fact[]];

/** A change by somebody: it outdates what others have seen before it. */
export function changed(
  ticket: Ticket,
  now: Date,
  facts: Facts,
  changes: Partial<TicketFields> = {},
  part: StatusPart = statusPartOf(ticket),
): Revision {
  const changedIn = ticket.version + facts.length;
  return { next: stateOf({ ...fieldsOf(ticket), ...changes, updatedAt: now, changedIn }, part), facts };
}

/** Something that is written down: it does not outdate what somebody has seen. */
export function noted(ticket: Ticket, now: Date, facts: Facts, changes: Partial<TicketFields> = {}): Revision {
  return { next: stateOf({ ...fieldsOf(ticket), ...changes, updatedAt: now }, statusPartOf(ticket)), facts };
}

/**
 * @param shown the new state as the one who is refused may see it
 * @throws Problem `version-conflict` with the new state when somebody changed the ticket after `seenVersion`
 */
export function checkSeen(
  ticket: Ticket,
  seenVersion: number,
  now: Date,
  rules: TicketRules,
  shown: typeof viewOf = viewOf,
): void {
  if (seenVersion >= ticket.changedIn && seenVersion <= ticket.version) return;
  const current = shown(ticket, now, rules);
  throw new Problem('version-conflict', { context: { currentVersion: ticket.version, current } });
}

export function checkNotClosed({ status }: Ticket): void {
  if (status !== 'closed') return;
  throw new Problem('move-not-allowed', {
    detail: 'a closed ticket does not change',
    context: { from: status, allowed: [] },
  });
}

/** The ticket in another status, with what that status holds. Call after `checkMove`. */
export function entered(
  ticket: Ticket,
  to: Status,
  now: Date,
  given: { holder?: Holder; resolution?: string },
): StatusPart {
  const holder = given.holder ?? holderOf(ticket);
  if (to === 'new' || to === 'pending-assignment') return { status: to };
  if (!holder) throw new Problem('move-needs-more', { context: { from: ticket.status, to, needs: ['assignee'] } });
  switch (to) {
    case 'in-progress':
    case 'awaiting-confirmation':
      return { status: to, ...holder };
    case 'resolved':
      return { status: to, ...holder, ...outcomeOf({ resolvedAt: now, resolution: given.resolution }) };
    case 'closed':
      return {
        status: to,
        ...holder,
        ...outcomeOf('resolvedAt' in ticket ? ticket : { resolvedAt: now }),
        closedAt: now,
      };
  }
}

/** @param withReply the customer is written to in the same step */
export const statusFact = (from: Status, to: Status, reason?: string, text?: string, withReply = false): Fact =>
  fact(ticketStatusChanged, { from, to, reason, ...(withReply && { withReply }) }, text);
