import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import {
  getMessage,
  getTicket,
  Problem,
  problemOf,
  type AssignmentDecided,
  type Event,
  type PersonSaved,
  type RequestContract,
  type TargetEscalated,
  type TargetReminderDue,
  type TicketMessageReceived,
  type TicketReplied,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import {
  toldOfDecision,
  toldOfEscalation,
  toldOfMessage,
  toldOfReminder,
  toldOfReply,
  type Brief,
  type Draft,
} from './domain/audience.js';
import { MailSenderJob } from './mail-sender.job.js';
import { NoticeStore } from './notice.store.js';
import { NotificationsConfig } from './notifications.config.js';
import { PeopleStore } from './people.store.js';

const actor = { kind: 'system', id: 'notifications' } as const;

/** What became of an event. */
export type Outcome = 'told' | 'known' | 'nobody-to-tell';

@Injectable()
export class NoticesService {
  private readonly links: string;

  constructor(
    private readonly store: NoticeStore,
    private readonly people: PeopleStore,
    private readonly bus: Bus,
    private readonly sender: MailSenderJob,
    config: NotificationsConfig,
  ) {
    this.links = `${config.PUBLIC_URL.replace(/\/+$/, '')}/tickets/`;
  }

  async decided({ id, data, actor: by }: Event<AssignmentDecided>): Promise<Outcome> {
    return this.tell(id, toldOfDecision(data, by));
  }

  async replied({ id, aggregateId: ticketId, version }: Event<TicketReplied>): Promise<Outcome> {
    return this.tell(id, toldOfReply(await this.ask(getMessage, { ticketId, version })));
  }

  async messageReceived({ id, aggregateId, data, actor: by }: Event<TicketMessageReceived>): Promise<Outcome> {
    return this.tell(id, toldOfMessage(aggregateId, data, by));
  }

  async reminderDue({ id, data }: Event<TargetReminderDue>): Promise<Outcome> {
    return this.tell(id, toldOfReminder(data, await this.ticket(data.ticketId)));
  }

  async escalated({ id, at, data }: Event<TargetEscalated>): Promise<Outcome> {
    const [ticket, colleagues] = await Promise.all([this.ticket(data.ticketId), this.people.inRoles(data.to)]);
    return this.tell(id, toldOfEscalation(data, ticket, colleagues, { at, link: `${this.links}${ticket.number}` }));
  }

  async personSaved({ version, data }: Event<PersonSaved>): Promise<'done' | 'known'> {
    return this.people.save(version, data);
  }

  private async tell(causeId: string, drafts: Draft[]): Promise<Outcome> {
    const possible = drafts.filter(({ channel, recipient }) => channel !== 'email' || isEmail(recipient));
    if (possible.length === 0) return 'nobody-to-tell';
    const now = this.sender.now();
    const results = await Promise.all(possible.map((draft) => this.store.add(causeId, draft, now)));
    if (possible.some(({ channel }) => channel === 'email')) this.sender.kick();
    return results.includes('added') ? 'told' : 'known';
  }

  private ticket(id: string): Promise<Brief> {
    return this.ask(getTicket, { id });
  }

  /** The event may be faster than what it speaks of. */
  private async ask<Q extends object, A extends object>(contract: RequestContract<Q, A>, query: Q): Promise<A> {
    try {
      return await this.bus.ask(contract, query, { actor });
    } catch (error) {
      const { code, context } = problemOf(error);
      throw code === 'not-found' ? new Problem('too-early', { context }) : error;
    }
  }
}
