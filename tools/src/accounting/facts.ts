import {
  assignmentDecided,
  assignmentQueued,
  clockStarted,
  noticeDelivered,
  ticketAssignmentRecorded,
  ticketClockRecorded,
  ticketNoticeRecorded,
  ticketOpened,
  type AssignmentDecided,
  type AssignmentQueued,
  type Event,
  type NoticeDelivered,
  type TicketAssignmentRecorded,
  type TicketClockRecorded,
  type TicketNoticeRecorded,
} from '@deskbeat/contracts';

/** What the events stream has said about one ticket. The same event twice counts once. */
export interface TicketFacts {
  /** Versions of the ticket's own events. */
  versions: Set<number>;
  /** Of `evt.ticket.opened`. */
  opened: number;
  /** Of `evt.clock.started`. */
  clocksStarted: number;
  /** Persons that the assignment gave the ticket to, in order. */
  decided: string[];
  queuedBecause?: string;
  /** What the ticket itself has recorded so far. */
  recorded: { assigneeId?: string; assignment: boolean; clock: boolean; noticed: boolean };
  /** Notices by cause, channel and recipient: how many of them were delivered. */
  notices: Map<string, number>;
}

const noFacts = (): TicketFacts => ({
  versions: new Set(),
  opened: 0,
  clocksStarted: 0,
  decided: [],
  recorded: { assignment: false, clock: false, noticed: false },
  notices: new Map(),
});

/** The id of an event begins with its aggregate, whatever its subject. */
const isTicketsOwn = ({ id }: Event): boolean => id.startsWith('ticket:');

/** Folds the events stream into what it says about each ticket. */
export class Facts {
  private readonly tickets = new Map<string, TicketFacts>();
  private readonly seen = new Set<string>();

  of(ticketId: string): TicketFacts | undefined {
    return this.tickets.get(ticketId);
  }

  get ticketIds(): IterableIterator<string> {
    return this.tickets.keys();
  }

  /** @returns the ticket that the event is about, unless the event was known or is about none */
  apply(event: Event): string | undefined {
    if (this.seen.has(event.id)) return undefined;
    this.seen.add(event.id);
    const ticketId = ticketOf(event);
    if (ticketId === undefined) return undefined;
    let facts = this.tickets.get(ticketId);
    if (!facts) this.tickets.set(ticketId, (facts = noFacts()));
    evolve(facts, event);
    return ticketId;
  }
}

function ticketOf(event: Event): string | undefined {
  if (isTicketsOwn(event)) return event.aggregateId;
  const { ticketId } = event.data as { ticketId?: unknown };
  return typeof ticketId === 'string' ? ticketId : undefined;
}

function evolve(facts: TicketFacts, event: Event): void {
  const { subject, version, data } = event;
  if (isTicketsOwn(event)) facts.versions.add(version);
  switch (subject) {
    case ticketOpened.subject:
      facts.opened++;
      break;
    case clockStarted.subject:
      facts.clocksStarted++;
      break;
    case assignmentDecided.subject:
      facts.decided.push((data as AssignmentDecided).personId);
      break;
    case assignmentQueued.subject:
      facts.queuedBecause = (data as AssignmentQueued).reason;
      break;
    case noticeDelivered.subject: {
      const key = noticeKey(data as NoticeDelivered);
      facts.notices.set(key, (facts.notices.get(key) ?? 0) + 1);
      break;
    }
    case ticketAssignmentRecorded.subject:
      facts.recorded.assignment = true;
      facts.recorded.assigneeId = (data as TicketAssignmentRecorded).assigneeId;
      break;
    case ticketClockRecorded.subject:
      facts.recorded.clock ||= (data as TicketClockRecorded).what === 'started';
      break;
    case ticketNoticeRecorded.subject:
      facts.recorded.noticed ||= (data as TicketNoticeRecorded).channel === 'in-app';
      break;
  }
}

export const noticeKey = ({ cause, channel, recipient }: TicketNoticeRecorded): string =>
  `${cause} ${channel} ${recipient}`;

/** Assigned, or queued with a reason, and its clocks run: as the ticket itself has recorded. */
export const isUnderWay = ({ recorded }: TicketFacts): boolean => recorded.assignment && recorded.clock;

/** Under way, and the assignee was told. */
export const isSettled = (facts: TicketFacts): boolean =>
  isUnderWay(facts) && (facts.recorded.assigneeId === undefined || facts.recorded.noticed);
