import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Problem,
  type CustomerList,
  type CustomerRef,
  type CustomerView,
  type ListCustomers,
} from '@deskbeat/contracts';
import { decodeCursor, pageOf } from '@deskbeat/persistence';
import { Recently } from '../recently.js';
import { CustomerStore, type Customer } from './customer.store.js';
import { identitiesIn, identitiesOf, normalisedPhone } from './domain/identity.js';

const remembered = 10_000;
/** Others may have been faster to create a customer, each time with one more of the identities. */
const attempts = 5;

/** Around a request: the system whose external ids are meant, and the key of the intake, if it has one. */
export interface Circumstances {
  scope: string;
  intakeKey?: string;
  now: Date;
}

@Injectable()
export class CustomerService {
  /** By their strongest identity. Nobody changes a customer yet, so what is remembered stays true. */
  private readonly recent = new Recently<Customer>(remembered);

  constructor(private readonly store: CustomerStore) {}

  /**
   * The customer whom a request names, created when nobody is known by any of the identities.
   * @throws Problem `validation-failed` when the id is nobody's
   */
  async whoIs(ref: CustomerRef, circumstances: Circumstances): Promise<Customer> {
    if (ref.id !== undefined) return this.known(ref.id);
    const identities = identitiesOf(ref, circumstances.scope);
    const [strongest] = identities;
    if (strongest === undefined) return this.anonymous(ref, circumstances);
    const recent = this.recent.get(strongest);
    if (recent) return recent;
    const customer = await this.findOrCreate(ref, identities, circumstances.now);
    if (customer.identities?.includes(strongest)) this.recent.set(strongest, customer);
    return customer;
  }

  async get(id: string): Promise<CustomerView> {
    return viewOf(await this.need(id));
  }

  /** @throws Problem `not-found` */
  async need(id: string): Promise<Customer> {
    const customer = await this.store.load(id);
    if (!customer) throw new Problem('not-found', { context: { entity: 'customer', id } });
    return customer;
  }

  async list({ identity, cursor, limit = 50 }: ListCustomers): Promise<CustomerList> {
    const afterId = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
    const read = identity === undefined ? await this.store.list({}, afterId, limit + 1) : await this.named(identity);
    const { items, next } = pageOf(read, limit, ({ _id }) => [_id]);
    return { items: items.map(viewOf), ...(next && { next }) };
  }

  private async named(identity: string): Promise<Customer[]> {
    const keys = identitiesIn(identity);
    const found = keys.length > 0 ? await this.store.list({ identities: { $in: keys } }, undefined, 200) : [];
    return found.length > 0 ? found : this.store.list({ externalId: identity }, undefined, 200);
  }

  private async known(id: string): Promise<Customer> {
    const customer = await this.store.load(id);
    if (customer) return customer;
    throw new Problem('validation-failed', {
      errors: [{ pointer: '/customer/id', message: 'is no customer of ours' }],
    });
  }

  private async findOrCreate(ref: CustomerRef, identities: string[], now: Date): Promise<Customer> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const found = await this.store.findBy(identities);
      if (found) return found;
      const customer = newCustomer(uuid(), ref, now, identities);
      if (await this.store.insert(customer)) return customer;
    }
    throw new Problem('overloaded', { detail: 'the customer is being created by others' });
  }

  /** Somebody who gave no identity is a customer of their own; the same intake is the same one. */
  private async anonymous(ref: CustomerRef, { intakeKey, now }: Circumstances): Promise<Customer> {
    const customer = newCustomer(intakeKey === undefined ? uuid() : hashOf(intakeKey), ref, now);
    if (await this.store.insert(customer)) return customer;
    return this.need(customer._id);
  }
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

function newCustomer(_id: string, ref: CustomerRef, createdAt: Date, identities?: string[]): Customer {
  const { name, email, externalId, region, tier = 'standard' } = ref;
  const phone = ref.phone === undefined ? undefined : normalisedPhone(ref.phone);
  const given = Object.entries({ name, email, phone, externalId, region, identities });
  const told = Object.fromEntries(given.filter(([, value]) => value != null));
  return { _id, version: 1, tier, createdAt, ...told };
}

function viewOf({ _id, identities: _, createdAt, ...customer }: Customer): CustomerView {
  return { id: _id, ...customer, createdAt: createdAt.toISOString() };
}
