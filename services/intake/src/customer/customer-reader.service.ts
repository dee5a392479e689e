import { Inject, Injectable } from '@nestjs/common';
import type { CustomerList, CustomerView, ListCustomers } from '@deskbeat/contracts';
import { isForCustomer } from '@deskbeat/messaging';
import { decodeCursor } from '@deskbeat/persistence';
import { seenOf } from '../field-rules/veils.js';
import { FieldSights } from '../field-rules/field-sights.js';
import { IntakeConfig } from '../intake.config.js';
import type { CustomerDocument } from './customer.schema.js';
import { customerPage, CustomerStore } from './customer.store.js';
import { Family } from './family.js';
import { viewOf } from './domain/customer-view.js';
import { keysIn } from './domain/identity.js';

/** What others ask about customers. */
@Injectable()
export class CustomerReader {
  constructor(
    private readonly store: CustomerStore,
    private readonly family: Family,
    private readonly sights: FieldSights,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  async get(id: string): Promise<CustomerView> {
    const { notes, fields, ...shown } = viewOf(await this.store.aggregates.need(id));
    return isForCustomer() ? shown : { ...shown, ...(notes !== undefined && { notes }), ...(fields && { fields }) };
  }

  async list({ identity, organisationId, cursor, limit = 50 }: ListCustomers): Promise<CustomerList> {
    if (identity !== undefined) return { items: (await this.named(identity)).map(viewOf) };
    const afterId = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const filter = organisationId === undefined ? {} : await this.peopleOf(organisationId);
    const read = await this.store.list(filter, afterId, limit + 1);
    const { items, next } = customerPage(read, limit);
    return { items: items.map(viewOf), ...(next && { next }) };
  }

  /** An organisation is all that were merged into it. */
  private async peopleOf(organisationId: string): Promise<object> {
    const members = await this.family.membersOf(organisationId);
    return { organisationIds: members.length === 1 ? organisationId : { $in: members } };
  }

  private async named(identity: string): Promise<CustomerDocument[]> {
    const keys = keysIn(identity, this.config.DEFAULT_COUNTRY);
    const found = keys.length > 0 ? await this.store.findBy(keys) : undefined;
    const sight = await this.sights.ofAnswered();
    const isSeen = !sight || !found || seenOf(sight, found.identities ?? []).some(({ key }) => keys.includes(key));
    if (!isSeen) return [];
    return found ? [await this.family.headOf(found)] : [];
  }
}
