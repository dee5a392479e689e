import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Problem,
  type Actor,
  type CreateCustomer,
  type CustomerIdentity,
  type IdentityData,
  type UpdateCustomer,
} from '@deskbeat/contracts';
import { duplicateKeyOf } from '@deskbeat/persistence';
import { needChanges, ownIn, type Sent } from '../field-rules/sent-fields.js';
import { FieldSights } from '../field-rules/field-sights.js';
import { CustomerFieldsService } from '../customer-fields/customer-fields.service.js';
import { IntakeConfig } from '../intake.config.js';
import type { CustomerDocument } from './customer.schema.js';
import { CustomerService } from './customer.service.js';
import { CustomerStore } from './customer.store.js';
import { create, update, type Customer, type NewCustomer } from './domain/customer.js';
import { addIdentity, removeIdentity, verifyIdentity } from './domain/identities.js';
import { needIdentity, type Identity } from './domain/identity.js';
import { languageIn, timeZoneIn } from './domain/locale.js';
import type { Decision } from './domain/revision.js';

/** What people do to customers. */
@Injectable()
export class CustomerDesk {
  constructor(
    private readonly store: CustomerStore,
    private readonly customers: CustomerService,
    private readonly fields: CustomerFieldsService,
    private readonly sights: FieldSights,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /** @throws Problem `already-exists` that names the customer who has one of the identities */
  async create(request: CreateCustomer, actor: Actor, id = uuid()): Promise<CustomerDocument> {
    const at = new Date();
    const { next, facts } = create(await this.checked(request), at);
    const outcome = await this.store.aggregates.create({ _id: id, ...next }, facts, { actor, at });
    if ('created' in outcome) return outcome.created;
    throw await this.taken(next.identities ?? [], (index) => `/identities/${index}/value`);
  }

  async update(command: UpdateCustomer, actor: Actor): Promise<CustomerDocument> {
    const checked = { ...command, ...this.checkedFields(command) };
    const { organisationIds = [] } = checked;
    if (organisationIds.length > 0) await this.checkOrganisations(organisationIds);
    const { after, told } = await this.fields.check(command.fields);
    const sight = await this.sights.ofAnswered();
    return this.revise(command.id, actor, (customer, now) => {
      const next = { ...checked, fields: after(customer.fields), told };
      if (sight) needChanges(sight, 'customer', differing(customer, command));
      return update(customer, next, now);
    });
  }

  /** @throws Problem `already-exists` that names the customer who has it */
  async addIdentity({ customerId, ...data }: CustomerIdentity, actor: Actor): Promise<CustomerDocument> {
    const identity = this.identity(data, '/value');
    try {
      return await this.revise(customerId, actor, (customer, now) => addIdentity(customer, identity, now));
    } catch (error) {
      throw duplicateKeyOf(error) ? await this.taken([identity], () => '/value') : error;
    }
  }

  removeIdentity({ customerId, ...data }: CustomerIdentity, actor: Actor): Promise<CustomerDocument> {
    const { key } = this.identity(data, '/value');
    return this.revise(customerId, actor, (customer, now) => removeIdentity(customer, key, now));
  }

  verifyIdentity({ customerId, ...data }: CustomerIdentity, actor: Actor): Promise<CustomerDocument> {
    const { key } = this.identity(data, '/value');
    return this.revise(customerId, actor, (customer, now) => verifyIdentity(customer, key, now));
  }

  /** @throws Problem `validation-failed` when something in it is not what it should be */
  async checked(request: CreateCustomer): Promise<NewCustomer> {
    const { kind = 'person', tier = this.config.CUSTOMER_TIERS[0]!, identities = [], ...fields } = request;
    const { organisationIds = [] } = fields;
    if (organisationIds.length > 0) await this.checkOrganisations(organisationIds);
    const known = identities.map((data, index) => this.identity(data, `/identities/${index}/value`));
    const unique = [...new Map(known.map((identity) => [identity.key, identity])).values()];
    const values = (await this.fields.check(request.fields)).after(undefined);
    return { ...fields, ...this.checkedFields({ ...fields, tier }), kind, tier, identities: unique, fields: values };
  }

  private checkedFields({ tier, language, timeZone }: Pick<UpdateCustomer, 'tier' | 'language' | 'timeZone'>) {
    this.customers.checkTier(tier, '/tier');
    return { language: languageIn(language, '/language'), timeZone: timeZoneIn(timeZone, '/timeZone') };
  }

  /** @throws Problem `validation-failed` when one of the ids is no organisation’s */
  private async checkOrganisations(ids: readonly string[]): Promise<void> {
    const found = await Promise.all(ids.map((id) => this.store.aggregates.load(id)));
    const errors = found.flatMap((one, index) => {
      // A merged one counts as the other.
      if (one?.kind === 'organisation') return [];
      return [{ pointer: `/organisationIds/${index}`, message: 'is no organisation of ours' }];
    });
    if (errors.length > 0) throw new Problem('validation-failed', { errors });
  }

  private identity(data: IdentityData, pointer: string): Identity {
    return needIdentity(data, this.config.DEFAULT_COUNTRY, pointer);
  }

  private async taken(identities: readonly Identity[], pointerOf: (index: number) => string): Promise<Problem> {
    const holder = await this.store.findBy(identities.map(({ key }) => key));
    if (!holder) return new Problem('overloaded', { detail: 'others change these customers' });
    const { _id: customerId, name = customerId } = holder;
    const theirs = new Set(holder.identities?.map(({ key }) => key));
    const errors = identities.flatMap(({ key, value }, index) =>
      theirs.has(key) ? [{ pointer: pointerOf(index), message: `${value} is known as ${name}’s` }] : [],
    );
    return new Problem('already-exists', { errors, context: { entity: 'identity', customerId, customerName: name } });
  }

  private revise(id: string, actor: Actor, decide: (customer: Customer, now: Date) => Decision) {
    const at = new Date();
    return this.store.aggregates.revise(id, { actor, at }, (customer) => decide(customer, at));
  }
}

/** Fields that a command would change. */
function differing(customer: Customer, command: UpdateCustomer): Sent[] {
  const { id: _, seenVersion: __, clear = [], fields, ...given } = command;
  const now = customer as unknown as Record<string, unknown>;
  const isOther = (value: unknown, before: unknown): boolean =>
    JSON.stringify(value ?? null) !== JSON.stringify(before ?? null);
  const named = Object.entries(given)
    .filter(([name, value]) => value !== undefined && isOther(value, now[name]))
    .map(([field]) => ({ field, pointer: `/${field}` }));
  const cleared = clear.flatMap((field, index) =>
    now[field] === undefined ? [] : [{ field, pointer: `/clear/${index}` }],
  );
  const values = new Map(Object.entries(customer.fields ?? {}));
  const own = ownIn({ fields }).filter(({ field }) => {
    const key = field.slice('fields.'.length);
    return isOther(fields?.[key], values.get(key));
  });
  return [...named, ...cleared, ...own];
}
