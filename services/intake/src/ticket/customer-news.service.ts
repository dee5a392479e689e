import { Injectable } from '@nestjs/common';
import type { Actor } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { CustomerStore } from '../customer/customer.store.js';
import { Family } from '../customer/family.js';
import { recordCustomer } from './domain/known-customer.js';
import { TicketStore } from './ticket.store.js';

/** Tickets that are written side by side. */
const together = 20;

/** Lets open tickets know what their customer is now: promises depend on its tier. */
@Injectable()
export class CustomerNews {
  constructor(
    private readonly tickets: TicketStore,
    private readonly customers: CustomerStore,
    private readonly family: Family,
    private readonly time: Time,
  ) {}

  /** The customer who counts is read anew each time, so that facts may come twice and late. */
  async follow(customerId: string, actor: Actor): Promise<void> {
    const customer = await this.customers.aggregates.load(customerId);
    if (!customer) return;
    const head = await this.family.headOf(customer);
    const at = new Date(this.time.now());
    const open = await this.tickets.openOf(await this.family.membersOf(customerId));
    for (let from = 0; from < open.length; from += together) {
      const some = open.slice(from, from + together);
      await Promise.all(
        some.map((id) => this.tickets.revise(id, { actor, at }, (ticket) => recordCustomer(ticket, head, at))),
      );
    }
  }
}
