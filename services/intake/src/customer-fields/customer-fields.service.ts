import { Injectable } from '@nestjs/common';
import {
  customerFieldsSaved,
  Problem,
  type Actor,
  type CustomerFieldsView,
  type FieldChanges,
  type FieldDefinition,
  type FieldError,
  type FieldValues,
  type SaveCustomerFields,
} from '@deskbeat/contracts';
import { fact } from '@deskbeat/persistence';
import { withChanges } from '../ticket/domain/field-values.js';
import { FieldReferences } from '../ticket/field-references.js';
import { problemsOf } from '../ticket-type/domain/definition.js';
import { CustomerFieldsStore, theOnly } from './customer-fields.store.js';

/** The values of a customer after a change, and the keys of those that others are told of. */
export interface FieldCheck {
  after(current: FieldValues | undefined): FieldValues | undefined;
  told: readonly string[];
}

/** Fields of customers that are the organisation's own. */
@Injectable()
export class CustomerFieldsService {
  constructor(
    private readonly store: CustomerFieldsStore,
    private readonly references: FieldReferences,
  ) {}

  async get(): Promise<CustomerFieldsView> {
    const known = await this.store.load();
    return known ? { version: known.version, fields: known.fields } : { fields: [] };
  }

  /** @throws Problem `version-conflict` with what is defined now, `validation-failed` */
  async save({ seenVersion, fields }: SaveCustomerFields, actor: Actor): Promise<CustomerFieldsView> {
    const known = await this.store.load();
    if (known?.version !== seenVersion) throw await this.conflict();
    refuse(problemsOf({ fields }, known));
    const facts = [fact(customerFieldsSaved, { keys: fields.map(({ key }) => key) })];
    const origin = { actor, at: new Date() };
    if (known) {
      const saved = await this.store.aggregates.save(known, { next: { fields }, facts }, origin);
      return { version: saved.version, fields };
    }
    const outcome = await this.store.aggregates.create({ _id: theOnly, fields }, facts, origin);
    if (!('created' in outcome)) throw await this.conflict();
    return { version: outcome.created.version, fields };
  }

  /**
   * What checks a change against the definitions as they are now.
   * @throws Problem `validation-failed` when a value names a customer or an asset that is not there
   */
  async check(changes: FieldChanges | undefined): Promise<FieldCheck> {
    if (changes === undefined) return { after: (current) => current, told: [] };
    const { fields: definitions } = await this.get();
    refuse(await this.references.errors(definitions, changes));
    return { after: (current) => checked(definitions, current, changes), told: toldKeys(definitions) };
  }

  /** The values of a customer that others are told of, if there are any. */
  async told(values: FieldValues | undefined): Promise<FieldValues | undefined> {
    if (values === undefined) return undefined;
    const keys = toldKeys((await this.get()).fields);
    const told = Object.entries(values).filter(([key]) => keys.includes(key));
    return told.length > 0 ? Object.fromEntries(told) : undefined;
  }

  private async conflict(): Promise<Problem> {
    const current = await this.get();
    return new Problem('version-conflict', { context: { currentVersion: current.version, current } });
  }
}

/** What people write is not told (docs/adr/0002-no-message-text-on-the-bus.md). */
const toldKeys = (definitions: readonly FieldDefinition[]): string[] =>
  definitions.flatMap(({ key, kind }) => (kind === 'text' ? [] : [key]));

function checked(
  definitions: readonly FieldDefinition[],
  current: FieldValues = {},
  changes: FieldChanges,
): FieldValues | undefined {
  const { values, errors } = withChanges(definitions, current, changes);
  refuse(errors.map((error) => ({ ...error, message: error.message.replace('of this type', 'of customers') })));
  return Object.keys(values).length > 0 ? values : undefined;
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw new Problem('validation-failed', { errors });
}
