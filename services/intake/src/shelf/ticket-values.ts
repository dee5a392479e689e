import { Injectable } from '@nestjs/common';
import type { Actor } from '@deskbeat/contracts';
import { CustomerService } from '../customer/customer.service.js';
import { firstOf } from '../customer/domain/identity.js';
import { FieldSights } from '../field-rules/field-sights.js';
import type { Ticket } from '../ticket/domain/ticket-state.js';
import type { Values } from './template.js';

/** What variables stand for on a ticket; what is not known is empty. */
@Injectable()
export class TicketValues {
  constructor(
    private readonly customers: CustomerService,
    private readonly sights: FieldSights,
  ) {}

  /** The customer is who it is now. Without the address where that is kept from whoever asks. */
  async of(ticket: Ticket, { id, name: agentName = id }: Actor): Promise<Values> {
    const { customerName = '', customerId, number, subject, status, type, priority, product = '' } = ticket;
    const [customer, sight] = await Promise.all([this.customers.head(customerId), this.sights.ofAnswered()]);
    const { name = customerName, identities = [], tier, region = '', language = '' } = customer;
    const email = sight?.sees('customer', 'email') !== false && { email: firstOf(identities, 'email') ?? '' };
    return {
      customer: { name, ...email, tier, region, language },
      ticket: { number, subject, status, type, priority, product },
      agent: { name: agentName, id },
    };
  }
}
