import { Injectable } from '@nestjs/common';
import {
  getMessage,
  type ConfirmationReminded,
  type CustomerView,
  type Event,
  type MessageTicket,
  type TicketOpened,
  type TicketReplied,
  type TicketStatusChanged,
  type TicketView,
} from '@deskbeat/contracts';
import type { Values } from '@deskbeat/templates';
import type { ToldCause } from '../domain/causes.js';
import type { News } from '../domain/plan.js';
import { words } from '../domain/words.js';
import { NotificationsConfig } from '../notifications.config.js';
import { TicketFacts } from '../ticket-facts.js';
import { Readers } from './readers.js';
import { Teller, type Outcome } from './teller.js';

type About = Pick<TicketView, 'number' | 'subject' | 'customerId' | 'inside' | 'watchers' | 'collaborators'> & {
  priority?: string;
};
type Contact = Pick<CustomerView, 'name' | 'email' | 'language'>;

/** What customers are told, and those who follow with them. */
@Injectable()
export class CustomerNewsService {
  constructor(
    private readonly teller: Teller,
    private readonly readers: Readers,
    private readonly facts: TicketFacts,
    private readonly config: NotificationsConfig,
  ) {}

  async opened(event: Event<TicketOpened>): Promise<Outcome> {
    if (!this.config.CONFIRM_RECEIPT_ON.includes(event.data.channel)) return 'nobody-to-tell';
    return this.tell(event, 'received', event.data);
  }

  /** The answer itself, with the question whether it helped where the agent asks it in the same step. */
  async replied(event: Event<TicketReplied>): Promise<Outcome> {
    const { aggregateId: ticketId, version, data } = event;
    const message = await this.facts.ask(getMessage, { ticketId, version });
    const {
      number,
      subject,
      html,
      attachments: files,
      customerEmail: email,
      customerName: name,
      customerLanguage: language,
    } = message;
    const said = { message: { text: message.text } };
    const about = { number, subject, ...but(message.ticket, data.mentions) };
    const tell = (cause: ToldCause, more: Values): Promise<Outcome> =>
      this.tellThem(event, cause, about, { email, name, language }, more, {
        ...(html !== undefined && { html }),
        ...(files && { files }),
      });
    switch (data.movedTo) {
      case 'awaiting-confirmation':
        return tell('waiting-for-you', { ...said, ...(await this.link(ticketId)) });
      case 'resolved':
        return tell('resolved', { ...said, ...(await this.link(ticketId)) });
      default:
        return tell('replied', said);
    }
  }

  /** Resolved without a word to the customer; who confirmed it need not be told. */
  async moved(event: Event<TicketStatusChanged>): Promise<Outcome> {
    const { aggregateId: ticketId, data, actor } = event;
    if (data.to !== 'resolved' || data.withReply === true || actor.kind === 'customer') return 'nobody-to-tell';
    const ticket = await this.facts.ticket(ticketId);
    if (ticket.status !== 'resolved') return 'nobody-to-tell';
    const text = actor.kind === 'person' ? (ticket.resolution ?? '') : '';
    return this.tell(event, 'resolved', ticket, { message: { text }, ...(await this.link(ticketId)) });
  }

  async reminded(event: Event<ConfirmationReminded>): Promise<Outcome> {
    const ticket = await this.facts.ticket(event.aggregateId);
    if (ticket.status !== 'awaiting-confirmation') return 'nobody-to-tell';
    return this.tell(event, 'confirmation-reminder', ticket, await this.link(event.aggregateId));
  }

  private async link(ticketId: string): Promise<Values> {
    return { confirm: { link: await this.facts.confirmLink(ticketId) } };
  }

  private async tell(event: Event, cause: ToldCause, about: About, more: Values = {}): Promise<Outcome> {
    return this.tellThem(event, cause, about, await this.facts.customer(about.customerId), more);
  }

  private async tellThem(
    { id, aggregateId: ticketId, actor: by }: Event,
    cause: ToldCause,
    about: About,
    customer: Contact,
    more: Values,
    content: Pick<News, 'html' | 'files'> = {},
  ): Promise<Outcome> {
    const outside = about.inside ? [] : this.readers.customer(customer);
    const readers = [...outside, ...(await this.readers.followers(about))];
    const name = customer.name ?? customer.email ?? words[readers[0]?.wishes.language ?? 'en'].notNamed;
    const variables = { ...this.facts.about(about), customer: { name }, ...more };
    return this.teller.tell(id, { cause, ticketId, by, variables, ...content }, readers);
  }
}

/** Who is mentioned hears of that. */
const but = (ticket: MessageTicket, mentioned: readonly string[] = []): MessageTicket => ({
  ...ticket,
  ...(ticket.watchers && { watchers: ticket.watchers.filter((id) => !mentioned.includes(id)) }),
});
