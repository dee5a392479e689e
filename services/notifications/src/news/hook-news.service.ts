import { Injectable } from '@nestjs/common';
import type { Event, WebhookEvent } from '@deskbeat/contracts';
import { TicketFacts } from '../ticket-facts.js';
import { WebhookService } from '../webhook/webhook.service.js';
import type { Outcome } from './teller.js';

const sayings: Readonly<Record<WebhookEvent, string>> = {
  'ticket.opened': 'came in',
  'ticket.status-changed': 'moved',
  'ticket.replied': 'was answered',
  'ticket.message-received': 'has a message of the customer',
  'ticket.assigned': 'was assigned',
  'ticket.reminder-due': 'will be due soon',
  'ticket.escalated': 'is late',
};

/** What other systems are told. */
@Injectable()
export class HookNewsService {
  constructor(
    private readonly webhooks: WebhookService,
    private readonly facts: TicketFacts,
  ) {}

  async happened(type: WebhookEvent, ticketId: string, { id, at, data }: Event): Promise<Outcome> {
    if (!(await this.webhooks.isAnyoneInterested(type))) return 'nobody-to-tell';
    const { number, subject, status, priority } = await this.facts.ticket(ticketId);
    const { link } = this.facts.about({ number, subject }).ticket as { link: string };
    const told = await this.webhooks.tell(id, {
      type,
      ticketId,
      timestamp: at,
      data: { ...data, ticket: { id: ticketId, number, subject, status, priority } },
      title: `${number} ${sayings[type]}: ${subject}`,
      link,
    });
    return told > 0 ? 'told' : 'nobody-to-tell';
  }
}
