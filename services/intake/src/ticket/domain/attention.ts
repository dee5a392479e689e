import {
  Problem,
  ticketFollowerAdded,
  ticketFollowerRemoved,
  ticketSnoozed,
  ticketWoken,
  type FollowerRole,
  type SnoozeTicket,
  type Waker,
} from '@deskbeat/contracts';
import { checkNotClosed, noted } from './change.js';
import { fact, nothingToDo, type Decision, type Fact } from './revision.js';
import { refuse } from './rules.js';
import { holderOf, neverDue, type Ticket, type TicketFields } from './ticket-state.js';

const mostFollowers = 50;
const listOf = { watcher: 'watchers', collaborator: 'collaborators' } as const;

export function follow(ticket: Ticket, role: FollowerRole, personId: string, now: Date): Decision {
  checkNotClosed(ticket);
  const list = listOf[role];
  const before = ticket[list] ?? [];
  if (before.includes(personId)) return nothingToDo;
  if (before.length >= mostFollowers) {
    refuse([{ pointer: '/personId', message: `a ticket has at most ${mostFollowers} ${list}` }]);
  }
  const { number, subject } = ticket;
  const added = fact(ticketFollowerAdded, { role, personId, number, subject });
  return noted(ticket, now, [added], { [list]: [...before, personId] });
}

/** People who follow as well from now on, as far as there is room; none of an ended ticket. */
export function joining(
  ticket: Ticket,
  role: FollowerRole,
  personIds: readonly string[] = [],
): { facts: Fact[]; changes: Partial<TicketFields> } {
  const list = listOf[role];
  const before = ticket[list] ?? [];
  const news = personIds.filter((id) => !before.includes(id)).slice(0, mostFollowers - before.length);
  if (news.length === 0 || ticket.status === 'closed') return { facts: [], changes: {} };
  const { number, subject } = ticket;
  const facts = news.map((personId) => fact(ticketFollowerAdded, { role, personId, number, subject }));
  return { facts, changes: { [list]: [...before, ...news] } };
}

/** Also from a closed ticket. */
export function unfollow(ticket: Ticket, role: FollowerRole, personId: string, now: Date): Decision {
  const list = listOf[role];
  const before = ticket[list] ?? [];
  if (!before.includes(personId)) return nothingToDo;
  const left = before.filter((one) => one !== personId);
  const { number, subject } = ticket;
  const removed = fact(ticketFollowerRemoved, { role, personId, number, subject });
  return noted(ticket, now, [removed], { [list]: left.length > 0 ? left : undefined });
}

/** @throws Problem `move-not-allowed` for a ticket that is not open, `validation-failed` for a time that has passed */
export function snooze(ticket: Ticket, { until, reason }: Omit<SnoozeTicket, 'ticketId'>, now: Date): Decision {
  if (ticket.phase !== 0) {
    const context = { from: ticket.status, allowed: [] };
    throw new Problem('move-not-allowed', { detail: 'only an open ticket can be put out of the way', context });
  }
  const snoozedUntil = until === undefined ? neverDue : new Date(until);
  if (snoozedUntil <= now) refuse([{ pointer: '/until', message: 'must be in the future' }]);
  if (ticket.snoozedUntil?.getTime() === snoozedUntil.getTime()) return nothingToDo;
  const told = until === undefined ? undefined : snoozedUntil.toISOString();
  return noted(ticket, now, [fact(ticketSnoozed, { until: told, reason })], { snoozedUntil });
}

/** What brings a ticket back that is out of the way: nothing when it is not. */
export function waking(ticket: Ticket, by: Waker): { facts: Fact[]; changes: Partial<TicketFields> } {
  if (ticket.snoozedUntil === undefined) return { facts: [], changes: {} };
  const { number, subject } = ticket;
  const assigneeId = holderOf(ticket)?.assigneeId;
  return { facts: [fact(ticketWoken, { by, number, subject, assigneeId })], changes: { snoozedUntil: undefined } };
}

/** Brings it back by hand, or because its time has come. */
export function wake(ticket: Ticket, by: Waker, now: Date): Decision {
  if (by === 'time' && ticket.snoozedUntil && ticket.snoozedUntil > now) return nothingToDo;
  const { facts, changes } = waking(ticket, by);
  const [woken] = facts;
  return woken ? noted(ticket, now, [woken], changes) : nothingToDo;
}
