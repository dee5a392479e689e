import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Problem, type Actor, type CustomerRef } from '@deskbeat/contracts';
import { IntakeConfig } from '../intake.config.js';
import type { CustomerDocument } from './customer.schema.js';
import { CustomerStore } from './customer.store.js';
import { Family } from './family.js';
import { create, type NewCustomer } from './domain/customer.js';
import { firstOf, identitiesOf, type Identity } from './domain/identity.js';

/** Others may have been faster to create a customer, each time with one more of the identities. */
const attempts = 5;

/** Around a request: the system whose external ids are meant, and the key of the intake, if it has one. */
export interface Circumstances {
  scope: string;
  intakeKey?: string;
  actor: Actor;
  now: Date;
}

/** Who reports an issue. */
@Injectable()
export class CustomerService {
  constructor(
    private readonly store: CustomerStore,
    private readonly family: Family,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /**
   * The customer whom a request names, created when nobody is known by any of the identities.
   * @throws Problem `validation-failed` when the id is nobody's, or something in it is not what it should be
   */
  async whoIs(ref: CustomerRef, circumstances: Circumstances): Promise<CustomerDocument> {
    if (ref.id !== undefined) return this.known(ref.id);
    const identities = this.identitiesIn(ref, circumstances.scope);
    return identities.length > 0
      ? this.findOrCreate(ref, identities, circumstances)
      : this.anonymous(ref, circumstances);
  }

  /** @throws Problem what `whoIs` would; nobody is created */
  async check(ref: CustomerRef, scope: string): Promise<void> {
    if (ref.id === undefined) this.identitiesIn(ref, scope);
    else await this.known(ref.id);
  }

  /** @throws Problem `not-found` */
  need(id: string): Promise<CustomerDocument> {
    return this.store.aggregates.need(id);
  }

  /** The customer that counts for this one. @throws Problem `not-found` */
  async head(id: string): Promise<CustomerDocument> {
    return this.family.headOf(await this.need(id));
  }

  /**
   * Who is written to: for a duplicate that has no address, the customer that it counts as.
   * @throws Problem `not-found`
   */
  async reached(id: string): Promise<CustomerDocument> {
    const customer = await this.need(id);
    return firstOf(customer.identities ?? [], 'email') === undefined ? this.family.headOf(customer) : customer;
  }

  /** @throws Problem `validation-failed` when nobody has configured such a tier */
  checkTier(tier: string | undefined, pointer: string): void {
    const { CUSTOMER_TIERS: tiers } = this.config;
    if (tier === undefined || tiers.includes(tier)) return;
    throw new Problem('validation-failed', { errors: [{ pointer, message: `must be one of ${tiers.join(', ')}` }] });
  }

  private identitiesIn(ref: CustomerRef, scope: string): Identity[] {
    this.checkTier(ref.tier, '/customer/tier');
    return identitiesOf(ref, scope, this.config.DEFAULT_COUNTRY);
  }

  private async known(id: string): Promise<CustomerDocument> {
    const customer = await this.store.aggregates.load(id);
    if (customer) return this.family.headOf(customer);
    throw new Problem('validation-failed', {
      errors: [{ pointer: '/customer/id', message: 'is no customer of ours' }],
    });
  }

  private async findOrCreate(ref: CustomerRef, identities: Identity[], around: Circumstances) {
    const keys = identities.map(({ key }) => key);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const found = await this.store.findBy(keys);
      if (found) return this.family.headOf(found);
      const created = await this.insert(uuid(), { ...this.told(ref), identities }, around);
      if (created) return created;
    }
    throw new Problem('overloaded', { detail: 'the customer is being created by others' });
  }

  /** Somebody who gave no identity is a customer of their own; the same intake is the same one. */
  private async anonymous(ref: CustomerRef, around: Circumstances): Promise<CustomerDocument> {
    const { intakeKey } = around;
    const id = intakeKey === undefined ? uuid() : hashOf(intakeKey);
    return (await this.insert(id, this.told(ref), around)) ?? this.need(id);
  }

  private told({ name, region, language, tier = this.config.CUSTOMER_TIERS[0]! }: CustomerRef): NewCustomer {
    return { kind: 'person', name, tier, region, language };
  }

  /** @returns undefined when there is one with the id or one of the identities already */
  private async insert(_id: string, given: NewCustomer, { actor, now }: Circumstances) {
    const { next, facts } = create(given, now);
    const outcome = await this.store.aggregates.create({ _id, ...next }, facts, { actor, at: now });
    return 'created' in outcome ? outcome.created : undefined;
  }
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);
