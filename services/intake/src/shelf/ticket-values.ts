import { Injectable } from '@nestjs/common';
import type { Actor } from '@deskbeat/contracts';
import { CustomerService } from '../customer/customer.service.js';
import { firstOf } from '../customer/domain/identity.js';
import type { Ticket } from '../ticket/domain/ticket-state.js';
import type { Values } from './template.js';

/** What variables stand for on a ticket; what is not known is empty. */
@Injectable()
export class TicketValues {
  constructor(private readonly customers: CustomerService) {}

  async of(ticket: Ticket, { id, name = id }: Actor): Promise<Values> {
    const { customerName = '', tier, region = '', language = '', customerId } = ticket;
    const { identities = [] } = await this.customers.need(customerId);
    const { number, subject, status, type, priority, product = '' } = ticket;
    return {
      customer: { name: customerName, email: firstOf(identities, 'email') ?? '', tier, region, language },
      ticket: { number, subject, status, type, priority, product },
      agent: { name, id },
    };
  }
}
