import { Injectable } from '@nestjs/common';
import {
  Problem,
  problemOf,
  type AssignmentDecided,
  type AssignmentQueued,
  type AssignmentUnclaimed,
  type ClockEvent,
  type Event,
  type NoticeDelivered,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { recordAssignment, recordClock, recordNotice, type AssignmentNews } from './domain/record.js';
import type { Decision } from './domain/revision.js';
import type { Ticket } from './domain/ticket-state.js';
import { TicketStore } from './ticket.store.js';

/** Writes into tickets what other services say about them. */
@Injectable()
export class NewsService {
  constructor(
    private readonly store: TicketStore,
    private readonly time: Time,
  ) {}

  decided(event: Event<AssignmentDecided>): Promise<void> {
    return this.assignment(event, { kind: 'decided', data: event.data });
  }

  queued(event: Event<AssignmentQueued>): Promise<void> {
    return this.assignment(event, { kind: 'queued', data: event.data });
  }

  unclaimed(event: Event<AssignmentUnclaimed>): Promise<void> {
    return this.assignment(event, { kind: 'unclaimed', data: event.data });
  }

  clock(event: Event<ClockEvent>): Promise<void> {
    const what = event.subject.split('.')[2]!;
    return this.record(event, (ticket, now) => recordClock(ticket, event.version, what, event.data, now));
  }

  notice(event: Event<NoticeDelivered>): Promise<void> {
    return this.record(event, (ticket, now) => recordNotice(ticket, event.aggregateId, event.data, now));
  }

  private assignment(event: Event<{ ticketId: string }>, news: AssignmentNews): Promise<void> {
    return this.record(event, (ticket, now) => recordAssignment(ticket, event.version, news, now));
  }

  private async record(
    { actor, data }: Event<{ ticketId: string }>,
    decide: (ticket: Ticket, now: Date) => Decision,
  ): Promise<void> {
    const at = new Date(this.time.now());
    await this.store.revise(data.ticketId, { actor, at }, (ticket) => decide(ticket, at)).catch(notYet);
  }
}

/** News of a ticket that is not here: it may come when a lost store is restored. */
function notYet(error: unknown): never {
  const { code, context } = problemOf(error);
  throw code === 'not-found' ? new Problem('too-early', { context }) : error;
}
