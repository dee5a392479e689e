import { Inject, Injectable } from '@nestjs/common';
import {
  CreateCustomer,
  Problem,
  problemOf,
  validated,
  type Actor,
  type BeginCustomerImport,
  type CustomerColumn,
  type FieldValues,
  type ImportOutcome,
} from '@deskbeat/contracts';
import { duplicateKeyOf } from '@deskbeat/persistence';
import { CustomerFieldsService } from '../customer-fields/customer-fields.service.js';
import { CustomerDesk } from '../customer/customer-desk.service.js';
import type { CustomerDocument } from '../customer/customer.schema.js';
import { CustomerStore } from '../customer/customer.store.js';
import { update, type Customer, type NewCustomer } from '../customer/domain/customer.js';
import { addIdentity } from '../customer/domain/identities.js';
import { keysIn } from '../customer/domain/identity.js';
import type { Decision } from '../customer/domain/revision.js';
import { Family } from '../customer/family.js';
import { valuesIn } from '../ticket/domain/field-cells.js';
import { IntakeConfig } from '../intake.config.js';
import type { RowResult, RowWork } from '../import/row-kind.js';
import type { Row } from './domain/rows.js';

type Result = RowResult<ImportOutcome>;
type Work = Pick<RowWork<BeginCustomerImport, CustomerColumn>, 'actor' | 'id'> & { dryRun: boolean };

/** Makes a row a customer, or the customer what the row says. */
@Injectable()
export class RowWriter {
  constructor(
    private readonly desk: CustomerDesk,
    private readonly store: CustomerStore,
    private readonly family: Family,
    private readonly fields: CustomerFieldsService,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  async write(row: Row, work: Work): Promise<Result> {
    const { dryRun, actor, id } = work;
    const organisationIds = await this.organisationsOf(row);
    const fields = await this.valuesOf(row);
    const lists = { ...(organisationIds && { organisationIds }), ...(fields && { fields }) };
    const request = validated(CreateCustomer, { ...row.request, ...lists });
    const given = await this.desk.checked(request);
    const known = await this.knownAs(given);
    if (known?._id === id) return { outcome: 'created', customerId: id };
    if (known) return this.update(known, request, given, dryRun, actor);
    if (dryRun) return { outcome: 'created' };
    try {
      await this.desk.create(request, actor, id);
    } catch (error) {
      // Who waits for too long sends a part again: then the same row is written twice at once.
      if (problemOf(error).code === 'already-exists' && (await this.knownAs(given))) return this.write(row, work);
      throw error;
    }
    return { outcome: 'created', customerId: id };
  }

  /** By external id, else by e-mail. */
  private async knownAs({ identities = [] }: NewCustomer): Promise<CustomerDocument | undefined> {
    const telling = identities.filter(({ kind }) => kind === 'external' || kind === 'email');
    if (telling.length === 0) {
      throw new Problem('validation-failed', { errors: [{ pointer: '/email', message: 'or external is needed' }] });
    }
    const found = await this.store.findBy(telling.map(({ key }) => key));
    return found && this.family.headOf(found);
  }

  private async update(
    known: CustomerDocument,
    request: CreateCustomer,
    given: NewCustomer,
    dryRun: boolean,
    actor: Actor,
  ): Promise<Result> {
    const at = new Date();
    let outcome: ImportOutcome = 'unchanged';
    const { after, told } = await this.fields.check(request.fields);
    const decide = (customer: Customer): Decision => {
      const decision = asTold(customer, request, { ...given, fields: after(customer.fields) }, told, at);
      outcome = decision ? 'updated' : 'unchanged';
      return decision;
    };
    if (dryRun) decide(known);
    else await this.store.aggregates.revise(known._id, { actor, at }, decide).catch((error) => this.taken(error));
    return { outcome, customerId: known._id };
  }

  private async valuesOf({ own }: Row): Promise<FieldValues | undefined> {
    if (Object.keys(own).length === 0) return undefined;
    return valuesIn((await this.fields.get()).fields, own);
  }

  private async organisationsOf({ organisations }: Row): Promise<string[] | undefined> {
    if (organisations.length === 0) return undefined;
    const named = organisations.map(async (name) => {
      const keys = keysIn(name, this.config.DEFAULT_COUNTRY);
      const found = keys.length > 0 ? await this.store.findBy(keys) : undefined;
      return found ? (await this.family.headOf(found))._id : name;
    });
    return Promise.all(named);
  }

  private taken(error: unknown): never {
    if (!duplicateKeyOf(error)) throw error;
    const message = 'or another identity of the row is somebody else’s';
    throw new Problem('already-exists', { errors: [{ pointer: '/email', message }] });
  }
}

/** One decision after the other, as one. */
function asTold(
  customer: Customer,
  request: CreateCustomer,
  given: NewCustomer,
  told: readonly string[],
  now: Date,
): Decision {
  const { kind: _, identities: __, fields: ___, ...fields } = request;
  const { language, timeZone, identities = [], fields: own } = given;
  const values = { ...fields, fields: own, told, ...(language && { language }), ...(timeZone && { timeZone }) };
  const steps: ((current: Customer) => Decision)[] = [
    (current) => update(current, { ...values, id: current._id, seenVersion: current.version }, now),
    ...identities.map((identity) => (current: Customer) => addIdentity(current, identity, now)),
  ];
  let [current, facts] = [customer, [] as NonNullable<Decision>['facts']];
  for (const step of steps) {
    const decision = step(current);
    if (!decision) continue;
    facts = [...facts, ...decision.facts];
    current = { ...decision.next, _id: current._id, version: current.version + decision.facts.length };
  }
  const { _id, version, ...next } = current;
  void [_id, version];
  return facts.length > 0 ? { next, facts } : undefined;
}
