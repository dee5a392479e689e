import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  problemOf,
  type AnswerConfirmation,
  type ConfirmationLink,
  type ConfirmationView,
  type GetConfirmation,
  type GetConfirmationLink,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { IntakeConfig } from '../intake.config.js';
import { answer, questionView } from '../ticket/domain/confirmation-answer.js';
import { TicketService } from '../ticket/ticket.service.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { LinkTokens, type LinkClaims } from './link-tokens.js';
import { dayMs } from './silence-rules.js';

/** Customers answer without login: by a link that only they were sent. */
@Injectable()
export class ConfirmationService {
  constructor(
    private readonly tickets: TicketService,
    private readonly store: TicketStore,
    private readonly tokens: LinkTokens,
    private readonly time: Time,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /** The same link however often it is asked for. @throws Problem `move-not-allowed` when the customer is not asked */
  async link({ ticketId }: GetConfirmationLink): Promise<ConfirmationLink> {
    const { status, confirmation } = await this.store.aggregates.need(ticketId);
    if (!confirmation || (status !== 'awaiting-confirmation' && status !== 'resolved')) {
      throw new Problem('move-not-allowed', { detail: 'the customer is not asked', context: { from: status } });
    }
    const { cycle, askedAt } = confirmation;
    const expiresAt = new Date(Math.floor(askedAt.getTime() / 1000) * 1000 + this.config.LINK_DAYS * dayMs);
    const token = this.tokens.sign({ purpose: 'confirmation', ticketId, cycle, expiresAt });
    const url = `${this.config.PUBLIC_URL.replace(/\/+$/, '')}/confirm/${token}`;
    return { ticketId, cycle, url, expiresAt: expiresAt.toISOString() };
  }

  async view({ token }: GetConfirmation): Promise<ConfirmationView> {
    const claims = this.read(token);
    return questionView(await this.ticketOf(claims), claims);
  }

  async answer({ token, ...said }: AnswerConfirmation): Promise<ConfirmationView> {
    const claims = this.read(token);
    const { customerId, customerName } = await this.ticketOf(claims);
    const actor = { kind: 'customer', id: customerId, ...(customerName && { name: customerName }) } as const;
    const after = await this.tickets.change(claims.ticketId, actor, (ticket, now, rules) =>
      answer(ticket, claims, said, now, rules),
    );
    return questionView(after, claims);
  }

  private read(token: string): LinkClaims {
    return this.tokens.read(token, new Date(this.time.now()));
  }

  private async ticketOf({ ticketId }: LinkClaims): Promise<TicketDocument> {
    return this.store.aggregates.need(ticketId).catch((error: unknown) => {
      throw problemOf(error).code === 'not-found' ? new Problem('link-expired') : error;
    });
  }
}
