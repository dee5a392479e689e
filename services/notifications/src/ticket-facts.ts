import { Injectable } from '@nestjs/common';
import {
  getConfirmationLink,
  getCustomer,
  getTicket,
  Problem,
  problemOf,
  type CustomerView,
  type NoticeLanguage,
  type RequestContract,
  type TicketView,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import type { Values } from '@deskbeat/templates';
import { words } from './domain/words.js';
import { NotificationsConfig } from './notifications.config.js';

const actor = { kind: 'system', id: 'notifications' } as const;

/** What notices say of a ticket and its customer, asked of the one who owns them. */
@Injectable()
export class TicketFacts {
  private readonly links: string;

  constructor(
    private readonly bus: Bus,
    config: NotificationsConfig,
  ) {
    this.links = `${config.PUBLIC_URL.replace(/\/+$/, '')}/tickets/`;
  }

  ticket(id: string): Promise<TicketView> {
    return this.ask(getTicket, { id });
  }

  /** Who is written to: for a duplicate that has no address, the customer that it counts as. */
  async customer(id: string): Promise<CustomerView> {
    const customer = await this.ask(getCustomer, { id });
    const { email, mergedInto } = customer;
    return email === undefined && mergedInto ? this.customer(mergedInto.id) : customer;
  }

  /** Empty where there are no links, or the customer is not asked any more. */
  async confirmLink(ticketId: string): Promise<string> {
    try {
      return (await this.bus.ask(getConfirmationLink, { ticketId }, { actor })).url;
    } catch (error) {
      const { code } = problemOf(error);
      if (code === 'not-found' || code === 'move-not-allowed') return '';
      throw error;
    }
  }

  about({ number, subject, priority }: Pick<TicketView, 'number' | 'subject'> & { priority?: string }): Values {
    return { ticket: { number, subject, priority: priority ?? '', link: `${this.links}${number}` } };
  }

  /** The event may be faster than what it speaks of. */
  async ask<Q extends object, A extends object>(contract: RequestContract<Q, A>, query: Q): Promise<A> {
    try {
      return await this.bus.ask(contract, query, { actor });
    } catch (error) {
      const { code, context } = problemOf(error);
      throw code === 'not-found' ? new Problem('too-early', { context }) : error;
    }
  }

  /** The example with what is true of a ticket in its place. @throws Problem `not-found` */
  async preview(ticketId: string, example: Values, language: NoticeLanguage): Promise<Values> {
    const ticket = await this.bus.ask(getTicket, { id: ticketId }, { actor });
    const { nobody, notNamed } = words[language];
    const real: Values = {
      ...this.about(ticket),
      customer: { name: ticket.customerName ?? notNamed },
      assignee: { name: ticket.assigneeName ?? nobody },
    };
    return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, real[name] ?? value]));
  }
}
