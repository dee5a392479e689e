import type { Actor, Priority, Status } from '@deskbeat/contracts';
import {
  assigned,
  holderOf,
  inEveryState,
  queued,
  rankOf,
  stateOf,
  type Assignee,
  type Assignment,
  type Outcome,
} from './assignment.js';

/** A new priority moves a ticket in its queue. */
export function reprioritised(from: Assignment, priority: Priority, ticketVersion: number): Outcome | undefined {
  if (from.seen.priority >= ticketVersion) return undefined;
  const seen = { ...from.seen, priority: ticketVersion };
  return { next: { ...stateOf(from), rank: rankOf(priority), seen }, facts: [] };
}

export interface StatusMove {
  from: Status;
  to: Status;
  /** Of the ticket's event. */
  version: number;
}

const ended = (status: Status): boolean => status === 'resolved' || status === 'closed';

/** Only the end of the work and its return concern an assignment. */
export const concerns = ({ from, to }: StatusMove): boolean => ended(to) || ended(from);

/**
 * The work is done, or comes back: to who had it, if still active, else into the queue.
 * @param former who had it, if that is known
 */
export function moved(
  from: Assignment,
  move: StatusMove,
  former: Assignee | undefined,
  by: Actor,
  at: Date,
): Outcome | undefined {
  if (!concerns(move) || from.seen.status >= move.version) return undefined;
  const seen = { ...from.seen, status: move.version };
  if (ended(move.to)) {
    const personId = holderOf(from);
    const next = { ...inEveryState(from), seen, state: 'done' as const, ...(personId !== undefined && { personId }) };
    return { next, facts: [] };
  }
  if (from.state !== 'done') return { next: { ...stateOf(from), seen }, facts: [] };
  const back = reopened(from, former, by, at);
  return { ...back, next: { ...back.next, seen } };
}

function reopened(from: Assignment, former: Assignee | undefined, by: Actor, at: Date): Outcome {
  if (former?.active && former.id === holderOf(from)) {
    const reason = `Reopened: back to ${former.name}`;
    return assigned(from, former, { at, mode: 'person', personId: former.id, reason, excluded: [], by });
  }
  const reason = former ? `Reopened: ${former.name} is not active any more` : 'Reopened: nobody had it before';
  return queued({ ...from, waitingSince: at }, { at, mode: 'round-robin', reason, excluded: [], by });
}
