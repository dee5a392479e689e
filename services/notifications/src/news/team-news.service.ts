import { Injectable } from '@nestjs/common';
import {
  getMessage,
  type AssignmentDecided,
  type AssignmentUnclaimed,
  type Event,
  type TargetEscalated,
  type TargetEvent,
  type TargetReminderDue,
  type TicketFollower,
  type TicketMentioned,
  type TicketMessageReceived,
  type TicketView,
  type TicketWoken,
} from '@deskbeat/contracts';
import type { Values } from '@deskbeat/templates';
import type { NoticeRole } from '../domain/causes.js';
import type { Addressee } from '../domain/plan.js';
import type { Timing } from '../domain/wishes.js';
import { minuteOf, words } from '../domain/words.js';
import { TicketFacts } from '../ticket-facts.js';
import { WebhookService } from '../webhook/webhook.service.js';
import { Readers } from './readers.js';
import { Teller, type Outcome } from './teller.js';

/** What colleagues are told. */
@Injectable()
export class TeamNewsService {
  constructor(
    private readonly teller: Teller,
    private readonly readers: Readers,
    private readonly facts: TicketFacts,
    private readonly webhooks: WebhookService,
  ) {}

  async decided({ id, data, actor: by }: Event<AssignmentDecided>): Promise<Outcome> {
    const { ticketId, personId, personName, formerPersonId, reason } = data;
    const variables = { ...this.facts.about(data), assignee: { name: personName }, reason };
    const told = await this.teller.tell(
      id,
      { cause: 'assigned', ticketId, by, variables },
      await this.readers.team({ assignee: [personId] }),
    );
    if (!formerPersonId || formerPersonId === personId) return told;
    const former = await this.readers.team({ 'former-assignee': [formerPersonId] });
    await this.teller.tell(id, { cause: 'reassigned', ticketId, by, variables }, former);
    return told;
  }

  async messageReceived({ id, aggregateId, data, actor: by }: Event<TicketMessageReceived>): Promise<Outcome> {
    const ticket = await this.facts.ticket(aggregateId);
    const variables = this.facts.about(ticket);
    const assignee = data.assigneeId ?? ticket.assigneeId;
    const readers = await Promise.all([
      this.readers.team({ assignee: assignee === undefined ? [] : [assignee] }),
      this.readers.followers(ticket),
    ]);
    return this.teller.tell(id, { cause: 'message-received', ticketId: aggregateId, by, variables }, readers.flat());
  }

  async mentioned({ id, aggregateId: ticketId, data, actor: by }: Event<TicketMentioned>): Promise<Outcome> {
    const { text } = await this.facts.ask(getMessage, { ticketId, version: data.entry });
    const variables = { ...this.facts.about(data), author: { name: by.name ?? by.id }, message: { text } };
    const readers = await this.readers.team({ mentioned: data.personIds });
    return this.teller.tell(id, { cause: 'mentioned', ticketId, by, variables }, readers);
  }

  /** Who watches hears of what happens; who is to work on it must know that. */
  async followed({ id, aggregateId: ticketId, data, actor: by }: Event<TicketFollower>): Promise<Outcome> {
    if (data.role !== 'collaborator') return 'nobody-to-tell';
    const variables = { ...this.facts.about(data), author: { name: by.name ?? by.id } };
    const readers = await this.readers.team({ collaborator: [data.personId] });
    return this.teller.tell(id, { cause: 'asked-to-help', ticketId, by, variables }, readers);
  }

  async unclaimed({ id, data, actor: by }: Event<AssignmentUnclaimed>): Promise<Outcome> {
    const { ticketId, queueId, leadId, reason } = data;
    const variables = { ...this.facts.about(data), queue: { name: queueId }, reason };
    const readers = leadId === undefined ? this.readers.team({}, ['lead']) : this.readers.team({ lead: [leadId] });
    return this.teller.tell(id, { cause: 'unclaimed', ticketId, by, variables }, await readers);
  }

  /** By time only: a message that wakes a ticket is told itself. */
  async woken({ id, aggregateId: ticketId, data, actor: by }: Event<TicketWoken>): Promise<Outcome> {
    if (data.by !== 'time' || data.assigneeId === undefined) return 'nobody-to-tell';
    const readers = await this.readers.team({ assignee: [data.assigneeId] });
    return this.teller.tell(id, { cause: 'woken', ticketId, by, variables: this.facts.about(data) }, readers);
  }

  async reminderDue({ id, data, actor: by }: Event<TargetReminderDue>): Promise<Outcome> {
    const ticket = await this.facts.ticket(data.ticketId);
    if (ticket.assigneeId === undefined) return 'nobody-to-tell';
    const readers = await this.readers.team({ assignee: [ticket.assigneeId] });
    return this.inEachLanguage(readers, (some, language, timeZone) => {
      const dueAt = data.dueAt === undefined ? '' : minuteOf(data.dueAt, timeZone);
      const promise = { target: words[language].target(data.target), dueAt, used: String(data.mark) };
      const variables = { ...this.facts.about(ticket), promise };
      const news = {
        cause: 'reminder-due',
        ticketId: ticket.id,
        by,
        variables,
        timing: timingOf(data, ticket),
      } as const;
      return this.teller.tell(id, news, some);
    });
  }

  async escalated({ id, at, data, actor: by }: Event<TargetEscalated>): Promise<Outcome> {
    const ticket = await this.facts.ticket(data.ticketId);
    const named = data.to.flatMap((one) => (one.startsWith('person:') ? [one.slice('person:'.length)] : []));
    const assignee = data.to.includes('assignee') && ticket.assigneeId !== undefined ? [ticket.assigneeId] : [];
    const roles = data.to.filter((one): one is NoticeRole => one === 'lead' || one === 'manager');
    const readers = await this.readers.team({ assignee, named }, roles);
    const hooks = data.to.flatMap((one) => (one.startsWith('webhook:') ? [one.slice('webhook:'.length)] : []));
    const told = await this.inEachLanguage(readers, (some, language, timeZone) => {
      const variables = { ...this.facts.about(ticket), ...escalationOf(data, ticket, { at, language, timeZone }) };
      const news = { cause: 'escalated', ticketId: ticket.id, by, variables, timing: timingOf(data, ticket) } as const;
      return this.teller.tell(id, news, some);
    });
    if (hooks.length === 0) return told;
    const title = `${ticket.number}: ${words.en.target(data.target)} is late: ${ticket.subject}`;
    const { ticketId } = data;
    const message = { type: 'ticket.escalated', timestamp: at, data: { ...data }, title, ticketId } as const;
    return (await this.webhooks.tellNamed(id, hooks, message)) > 0 ? 'told' : told;
  }

  /** Readers of one language and time zone get the same words. */
  private async inEachLanguage(
    readers: readonly Addressee[],
    tell: (some: Addressee[], language: Addressee['wishes']['language'], timeZone: string) => Promise<Outcome>,
  ): Promise<Outcome> {
    const groups = new Map<string, Addressee[]>();
    for (const reader of readers) {
      const key = `${reader.wishes.language} ${reader.wishes.timeZone}`;
      groups.set(key, [...(groups.get(key) ?? []), reader]);
    }
    const outcomes = await Promise.all(
      [...groups.values()].map((some) => tell(some, some[0]!.wishes.language, some[0]!.wishes.timeZone)),
    );
    return outcomes.find((one) => one === 'told') ?? outcomes[0] ?? 'nobody-to-tell';
  }
}

/** What an instant of a clock says of its own time. */
interface Mark extends TargetEvent {
  tellAt?: string;
  late?: boolean;
  aroundTheClock?: boolean;
}

function timingOf({ tellAt, late, aroundTheClock }: Mark, { priority }: TicketView): Timing {
  return {
    ...(tellAt !== undefined && { tellAt: Date.parse(tellAt) }),
    batched: late === true,
    urgent: aroundTheClock ?? priority === 'urgent',
  };
}

function escalationOf(
  { target, level, wasDueAt }: TargetEscalated,
  ticket: TicketView,
  { at, language, timeZone }: { at: string; language: keyof typeof words; timeZone: string },
): Values {
  const say = words[language];
  const answered = ticket.clocks.some((one) => one.target === 'first-response' && one.stoppedAt !== undefined);
  const progress = { target, status: ticket.status, hasAssignee: ticket.assigneeId !== undefined, answered };
  return {
    promise: { target: say.target(target), dueAt: minuteOf(wasDueAt, timeZone) },
    assignee: { name: ticket.assigneeName ?? ticket.assigneeId ?? say.nobody },
    customer: { name: ticket.customerName ?? say.notNamed },
    escalation: {
      level: String(level),
      late: say.span(Date.parse(at) - Date.parse(wasDueAt)),
      since: minuteOf(ticket.createdAt, timeZone),
      done: say.done(progress),
      asked: say.asked(progress),
    },
  };
}
