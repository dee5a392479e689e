import {
  ticketAssignmentRecorded,
  ticketClockRecorded,
  ticketNoticeRecorded,
  type AssignmentDecided,
  type AssignmentQueued,
  type AssignmentUnclaimed,
  type ClockEvent,
  type NoticeDelivered,
  type Status,
} from '@deskbeat/contracts';
import { joining } from './attention.js';
import { fact, nothingToDo, type Decision, type Fact } from './revision.js';
import { arrivalOf, sighted } from './sighting.js';
import { changed, entered, noted, statusFact } from './change.js';
import { holderOf, statusPartOf, type StatusPart, type Ticket } from './ticket-state.js';

/** What assignment said: somebody has the ticket, it waits in a queue, or it has waited too long. */
export type AssignmentNews =
  | { kind: 'decided'; data: AssignmentDecided }
  | { kind: 'queued'; data: AssignmentQueued }
  | { kind: 'unclaimed'; data: AssignmentUnclaimed };

const rememberedNotices = 200;

function assignmentFact({ kind, data }: AssignmentNews, late?: true): Fact {
  const { queueId, reason } = data;
  if (kind === 'queued') return fact(ticketAssignmentRecorded, { queueId, mode: 'queue', reason, late });
  if (kind === 'unclaimed') return fact(ticketAssignmentRecorded, { queueId, mode: 'unclaimed', reason, late });
  const { personId: assigneeId, personName: assigneeName, mode } = data;
  return fact(ticketAssignmentRecorded, { assigneeId, assigneeName, queueId, mode, reason, late });
}

function afterAssignment(ticket: Ticket, { kind, data }: AssignmentNews, now: Date): StatusPart {
  const { status } = ticket;
  if (kind === 'unclaimed') return statusPartOf(ticket);
  if (kind === 'queued') {
    const goes = status === 'new' || status === 'in-progress';
    return goes ? entered(ticket, 'pending-assignment', now, {}) : statusPartOf(ticket);
  }
  const holder = { assigneeId: data.personId, assigneeName: data.personName };
  if (status === 'new' || status === 'pending-assignment') return entered(ticket, 'in-progress', now, { holder });
  return status === 'closed' ? statusPartOf(ticket) : ({ ...statusPartOf(ticket), ...holder } as StatusPart);
}

/** Whom a routing rule lets work on the ticket as well; who was taken in before and left is not asked again. */
function takenIn(ticket: Ticket, { kind, data }: AssignmentNews) {
  const told = (kind === 'decided' && data.collaborators) || [];
  const { collaborators: known = [] } = ticket.seen;
  const news = told.filter((id) => !known.includes(id));
  return {
    ...joining(ticket, 'collaborator', news),
    seen: news.length > 0 ? { collaborators: [...known, ...news] } : {},
  };
}

/** Takes note of a decision about who has the ticket; a late one is only written down. */
export function recordAssignment(ticket: Ticket, version: number, news: AssignmentNews, now: Date): Decision {
  const arrival = arrivalOf(ticket.seen.assignment, version);
  const seen = { ...ticket.seen, assignment: sighted(ticket.seen.assignment, version) };
  switch (arrival) {
    case 'known':
      return nothingToDo;
    case 'late':
      return noted(ticket, now, [assignmentFact(news, true)], { seen });
    case 'next': {
      const part = afterAssignment(ticket, news, now);
      const moved: Status = part.status;
      const taken = takenIn(ticket, news);
      const facts: [Fact, ...Fact[]] = [assignmentFact(news), ...taken.facts];
      if (moved !== ticket.status) facts.push(statusFact(ticket.status, moved, news.data.reason));
      const sameHolder = holderOf(part)?.assigneeId === holderOf(ticket)?.assigneeId;
      const changes = { queueId: news.data.queueId, ...taken.changes, seen: { ...seen, ...taken.seen } };
      if (moved === ticket.status && sameHolder) return noted(ticket, now, facts, changes);
      return changed(ticket, now, facts, changes, part);
    }
  }
}

/** Takes note of what the clock said. `what` is the verb of its event, `breached`. */
export function recordClock(ticket: Ticket, version: number, what: string, data: ClockEvent, now: Date): Decision {
  const { ticketId: _, clocks, dueAt, ...facts } = data;
  const arrival = arrivalOf(ticket.seen.clock, version);
  const seen = { ...ticket.seen, clock: sighted(ticket.seen.clock, version) };
  switch (arrival) {
    case 'known':
      return nothingToDo;
    case 'late':
      return noted(ticket, now, [fact(ticketClockRecorded, { what, dueAt, clocks, facts, late: true })], { seen });
    case 'next': {
      const { nextMarkAt: _, ...unmarked } = ticket;
      const mark = data.nextMarkAt === undefined ? {} : { nextMarkAt: data.nextMarkAt };
      const recorded = fact(ticketClockRecorded, { what, dueAt, clocks, facts });
      return noted(unmarked as Ticket, now, [recorded], { seen, clocks, ...mark });
    }
  }
}

/** Takes note of a notice about the ticket, once per notice. */
export function recordNotice(ticket: Ticket, noticeId: string, data: NoticeDelivered, now: Date): Decision {
  if (ticket.seen.notices.includes(noticeId)) return nothingToDo;
  const { ticketId: _, ...told } = data;
  const notices = [...ticket.seen.notices, noticeId].slice(-rememberedNotices);
  return noted(ticket, now, [fact(ticketNoticeRecorded, told)], { seen: { ...ticket.seen, notices } });
}
