import { Injectable } from '@nestjs/common';
import {
  assignTicket,
  moveToQueue,
  Problem,
  type Actor,
  type AssignmentDecided,
  type AssignmentQueued,
  type AssignmentView,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { PersonStore } from '../people/person.store.js';
import type { AssignmentNews } from '../ticket/domain/record.js';
import { holderOf, type Ticket } from '../ticket/domain/ticket-state.js';
import type { Assigned, Reasoned } from './domain/macro-steps.js';

const deadlineMs = 5_000;

/** Who has a ticket is decided by assignment, also when a macro says it. */
@Injectable()
export class MacroAssigning {
  constructor(
    private readonly bus: Bus,
    private readonly people: PersonStore,
  ) {}

  /** What assignment would say; nothing when it is so already. @throws Problem `validation-failed` */
  async planned(actions: Reasoned, ticket: Ticket, actor: Actor): Promise<Assigned | undefined> {
    const { assignTo, queueId, reason } = actions;
    const { _id: ticketId, number, subject } = ticket;
    const version = ticket.seen.assignment.last + 1;
    const holder = holderOf(ticket)?.assigneeId;
    if (queueId !== undefined) {
      const isThere = holder === undefined && ticket.queueId === queueId;
      return isThere ? undefined : { version, news: { kind: 'queued', data: { ticketId, queueId, reason } } };
    }
    if (assignTo === undefined) return undefined;
    const { _id: personId, name: personName } = await this.meant(assignTo, actor);
    if (holder === personId) return undefined;
    const about = { ticketId, number, subject, queueId: ticket.queueId ?? 'default' };
    return { version, news: { kind: 'decided', data: { ...about, personId, personName, mode: 'person', reason } } };
  }

  /** What assignment said when it was asked. */
  async carriedOut({ news }: Assigned, actor: Actor): Promise<Assigned> {
    const options = { actor, deadlineMs };
    const { ticketId, reason } = news.data;
    if (news.kind === 'decided') {
      const { personId } = news.data;
      return told(news, await this.bus.ask(assignTicket, { ticketId, personId, reason }, options));
    }
    const { queueId } = news.data;
    return told(news, await this.bus.ask(moveToQueue, { ticketId, queueId, reason }, options));
  }

  private async meant(assignTo: string, { kind, id }: Actor): Promise<{ _id: string; name: string }> {
    const wrong = (message: string): Problem =>
      new Problem('validation-failed', { errors: [{ pointer: '/actions/assignTo', message }] });
    if (assignTo === 'me' && kind !== 'person') throw wrong('means nobody: you are no person of ours');
    const person = await this.people.load(assignTo === 'me' ? id : assignTo);
    if (!person?.active) throw wrong(`${assignTo} is nobody of ours`);
    return person;
  }
}

/** The news as assignment tells them, by its last decision. */
function told({ kind, data }: AssignmentNews, { version, queueId, decisions }: AssignmentView): Assigned {
  const { mode, reason } = decisions.at(-1)!;
  const news: AssignmentNews =
    kind === 'decided'
      ? { kind, data: { ...(data as AssignmentDecided), queueId, mode, reason } }
      : { kind: 'queued', data: { ...(data as AssignmentQueued), queueId, reason } };
  return { version, news };
}
