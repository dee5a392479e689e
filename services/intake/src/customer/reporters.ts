import { Injectable } from '@nestjs/common';
import type { CustomerRef } from '@deskbeat/contracts';
import { CustomerFieldsService } from '../customer-fields/customer-fields.service.js';
import { Colleagues } from '../people/colleagues.js';
import type { Reporter } from '../ticket/domain/open-ticket.js';
import type { TicketDocument } from '../ticket/ticket.schema.js';
import type { CustomerDocument } from './customer.schema.js';
import { CustomerStore } from './customer.store.js';
import { emailKey } from './domain/identity.js';
import { Family } from './family.js';

/** What new tickets tell of their customers. */
@Injectable()
export class Reporters {
  constructor(
    private readonly store: CustomerStore,
    private readonly family: Family,
    private readonly colleagues: Colleagues,
    private readonly fields: CustomerFieldsService,
  ) {}

  /** @param ref may name an address of a merged duplicate */
  async from(customer: CustomerDocument, { email }: CustomerRef): Promise<Reporter> {
    const { _id: id, name, tier, region, language, identities = [] } = customer;
    const keys = identities.map(({ key }) => key);
    const [requesterId, fields] = await Promise.all([
      this.colleagues.personWith(email === undefined ? keys : [...keys, emailKey(email)]),
      this.fields.told(customer.fields),
    ]);
    return { id, name, tier, region, language, requesterId, fields, ...standing(customer) };
  }

  /** Of a ticket that another one is made of. */
  async of({ customerId: id, customerName: name, ...ticket }: TicketDocument): Promise<Reporter> {
    const { tier, region, language, requesterId } = ticket;
    const customer = await this.store.aggregates.load(id);
    const head = customer && (await this.family.headOf(customer));
    const fields = await this.fields.told(head?.fields);
    return { id, name, tier, region, language, requesterId, fields, ...(head && standing(head)) };
  }
}

/** What tickets do not keep themselves. */
const standing = ({ kind, timeZone, organisationIds }: CustomerDocument) => ({ kind, timeZone, organisationIds });
