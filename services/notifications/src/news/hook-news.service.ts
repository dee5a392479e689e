import { Injectable } from '@nestjs/common';
import type { Event, Identity, WebhookEvent } from '@deskbeat/contracts';
import { Bus, KnownFieldRules } from '@deskbeat/messaging';
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

/** Whoever listens to a webhook: for rules about fields a program. */
const anyProgram: Identity = { kind: 'system', id: 'webhook', role: 'system', teams: [], scopes: [] };

/** What other systems are told. */
@Injectable()
export class HookNewsService {
  private readonly rules: KnownFieldRules;

  constructor(
    private readonly webhooks: WebhookService,
    private readonly facts: TicketFacts,
    bus: Bus,
  ) {
    this.rules = new KnownFieldRules(bus, { kind: 'system', id: 'notifications' });
  }

  async happened(type: WebhookEvent, ticketId: string, { id, at, data }: Event): Promise<Outcome> {
    if (!(await this.webhooks.isAnyoneInterested(type))) return 'nobody-to-tell';
    const { number, subject, status, priority } = await this.facts.ticket(ticketId);
    const { link } = this.facts.about({ number, subject }).ticket as { link: string };
    const told = await this.webhooks.tell(id, {
      type,
      ticketId,
      timestamp: at,
      data: {
        ...(await this.rules.veiled(data, anyProgram)),
        ticket: { id: ticketId, number, subject, status, priority },
      },
      title: `${number} ${sayings[type]}: ${subject}`,
      link,
    });
    return told > 0 ? 'told' : 'nobody-to-tell';
  }
}
