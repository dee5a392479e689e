import type { CustomerChanges, Status } from '@deskbeat/contracts';
import {
  holderOf,
  inEveryState,
  rankOf,
  stateOf,
  type Assignee,
  type Assignment,
  type AssignmentState,
  type InEveryState,
  type Outcome,
  type Way,
} from './assignment.js';
import { toDeal } from './decisions.js';
import { pointsOf } from './capacity.js';
import { factsWith, type TicketFacts } from './ticket-facts.js';

/**
 * New facts move a ticket in its queue, or to another one, unless a person holds it: then they change its weight only.
 * @param way where rules send it now
 */
export function refiled(from: Assignment, about: TicketFacts, way: Way, ticketVersion: number): Outcome | undefined {
  if (from.seen.priority >= ticketVersion) return undefined;
  const seen = { ...from.seen, priority: ticketVersion };
  const rank = rankOf(about.priority);
  if (from.state === 'waiting') return { next: rerouted(from, { about, rank, seen }, way), facts: [] };
  const now = { ...stateOf(from), about, rank, seen };
  if (now.state !== 'assigned') return { next: now, facts: [] };
  return { next: { ...now, points: pointsOf(rank, now.onHold === true) }, facts: [] };
}

/**
 * The customer's fields changed: a ticket that nobody has yet is routed anew.
 * @param way where rules send it now
 * @returns undefined when somebody has it, or nothing of it is different
 */
export function customerChanged(from: Assignment, changes: CustomerChanges, way: Way): Outcome | undefined {
  const about = factsWith(from.about, changes);
  if (from.state !== 'waiting' || about === from.about) return undefined;
  return { next: rerouted(from, { about }, way), facts: [] };
}

/** Waits where rules send it now; what was left to a person stays with people. */
function rerouted(
  from: Assignment & { state: 'waiting' },
  news: Partial<InEveryState>,
  { queueId, skills, collaborators, prefer }: Way,
): AssignmentState {
  if (from.triaged) return { ...stateOf(from), ...news };
  const way = { ...news, queueId, skills, collaborators };
  if (queueId === from.queueId && !prefer) return { ...stateOf(from), ...way };
  return toDeal(from, { ...way, ...(prefer && { prefer }) });
}

/** The nearest instant of the ticket's clocks, for a ticket that waits. */
export function redue(from: Assignment, dueAt: Date, clockVersion: number): Outcome | undefined {
  if (from.state !== 'waiting' || from.seen.clock >= clockVersion) return undefined;
  return { next: { ...stateOf(from), dueAt, seen: { ...from.seen, clock: clockVersion } }, facts: [] };
}

/** Its assignee has begun: it does not go back for not being picked up. */
export function pickedUp(from: Assignment): Outcome | undefined {
  if (from.state !== 'assigned' || from.markAt === undefined) return undefined;
  const { markAt: _, ...next } = stateOf(from);
  return { next: next as AssignmentState, facts: [] };
}

export interface StatusMove {
  from: Status;
  to: Status;
  /** Of the ticket's event. */
  version: number;
}

const ended = (status: Status): boolean => status === 'resolved' || status === 'closed';
const isTheCustomers = (status: Status): boolean => status === 'awaiting-confirmation';

/** Only the end of the work, its return and the customer's turn concern an assignment. */
export const concerns = ({ from, to }: StatusMove): boolean => [from, to].some((s) => ended(s) || isTheCustomers(s));

/**
 * The work is done, waits for the customer, or comes back: to who had it, if they can take it, else into the queue.
 * @param former who had it, if that is known
 * @param queueId where it goes when that person cannot take it
 */
export function moved(
  from: Assignment,
  move: StatusMove,
  former: Assignee | undefined,
  queueId: string,
  at: Date,
): Outcome | undefined {
  if (!concerns(move) || from.seen.status >= move.version) return undefined;
  const seen = { ...from.seen, status: move.version };
  if (ended(move.to)) {
    const personId = holderOf(from);
    const { markAt: _, ...rest } = inEveryState(from);
    const assignedAt = from.state === 'waiting' ? undefined : from.assignedAt;
    return {
      next: {
        ...rest,
        seen,
        state: 'done',
        ...(personId !== undefined && { personId }),
        ...(assignedAt && { assignedAt }),
      },
      facts: [],
    };
  }
  if (from.state === 'done') return { next: reopened({ ...from, seen }, former, queueId, at), facts: [] };
  if (from.state === 'waiting') return { next: { ...stateOf(from), seen }, facts: [] };
  const { onHold: _, ...held } = { ...stateOf(from), seen } as AssignmentState & { state: 'assigned' };
  const onHold = isTheCustomers(move.to);
  return { next: { ...held, points: pointsOf(from.rank, onHold), ...(onHold && { onHold: true }) }, facts: [] };
}

function reopened(from: Assignment, former: Assignee | undefined, queueId: string, at: Date): AssignmentState {
  const prefer = former?.active &&
    former.id === holderOf(from) && { personId: former.id, reason: `Reopened: back to ${former.name}` };
  // It is other work now: who returned it the last time may have it.
  return toDeal(from, { waitingSince: at, queueId, excluded: [], ...(prefer && { prefer }) });
}
