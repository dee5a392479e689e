import {
  customerCreated,
  customerUpdated,
  toldCustomerFields,
  type CustomerKind,
  type CustomerUpdated,
  type FieldValues,
  type Tier,
  type UpdateCustomer,
} from '@deskbeat/contracts';
import type { Identity } from './identity.js';
import type { Claim, Merge } from './merge.js';
import { checkSeen, checkStands } from './standing.js';
import { defined, fact, nothingToDo, type Decision, type Revision } from './revision.js';

/** What is known of a person or an organisation that reports issues. Lists that are empty are absent. */
export interface CustomerState {
  kind: CustomerKind;
  name?: string;
  tier: Tier;
  region?: string;
  language?: string;
  timeZone?: string;
  notes?: string;
  identities?: Identity[];
  organisationIds?: string[];
  /** Values of the organisation's own fields. */
  fields?: FieldValues;
  /** The customer that this duplicate counts as. */
  mergedInto?: Merge;
  /** Duplicates that are about to be merged into this one: it stays what it is until they are. */
  claims?: Claim[];
  createdAt: Date;
  updatedAt: Date;
}

/** A customer as it is stored. */
export type Customer = CustomerState & { _id: string; version: number };

export type NewCustomer = Omit<CustomerState, 'createdAt' | 'updatedAt'>;

const some = <T>(list: T[] | undefined): T[] | undefined => (list?.length ? list : undefined);

export function create(given: NewCustomer, now: Date): Revision {
  const { kind, name, tier, region, language, timeZone, identities, organisationIds } = given;
  const lists = { identities: some(identities), organisationIds: some(organisationIds) };
  const next = defined({ ...given, ...lists, createdAt: now, updatedAt: now });
  return { next, facts: [fact(customerCreated, { kind, name, tier, region, language, timeZone })] };
}

/** The fields that a decision goes on from. */
export function stateOf(customer: Customer): CustomerState {
  const { _id, version, stamp, past, outbox, ...state } = customer as Customer & Record<string, unknown>;
  void [_id, version, stamp, past, outbox];
  return state;
}

const changeable = ['name', 'tier', 'region', 'language', 'timeZone', 'notes', 'organisationIds', 'fields'] as const;

/** With all values of the organisation's own fields as they are to be, and the keys of those that others are told of. */
export type CheckedUpdate = Omit<UpdateCustomer, 'fields'> & { fields?: FieldValues; told?: readonly string[] };

/** Changes fields; the command was checked against what is configured. */
export function update(customer: Customer, command: CheckedUpdate, now: Date): Decision {
  checkSeen(customer, command.seenVersion);
  checkStands(customer);
  const { clear = [] } = command;
  const wanted = Object.fromEntries(
    changeable.map((name) => [
      name,
      (clear as string[]).includes(name) ? undefined : (command[name] ?? customer[name]),
    ]),
  ) as Pick<CustomerState, (typeof changeable)[number]>;
  // The last value is emptied by leaving none.
  if ('fields' in command) wanted.fields = command.fields;
  wanted.organisationIds = some(wanted.organisationIds && [...new Set(wanted.organisationIds)]);
  const fields = changeable.filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(customer[name]));
  if (fields.length === 0) return nothingToDo;
  const changes: CustomerUpdated['changes'] = {};
  for (const name of toldCustomerFields) {
    if (fields.includes(name)) changes[name] = { from: customer[name] ?? null, to: wanted[name] ?? null };
  }
  if (fields.includes('organisationIds')) {
    changes.organisationIds = { from: customer.organisationIds ?? null, to: wanted.organisationIds ?? null };
  }
  for (const key of command.told ?? []) {
    const [from, to] = [customer.fields?.[key] ?? null, wanted.fields?.[key] ?? null];
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[`fields.${key}`] = { from, to };
  }
  const next = defined({ ...stateOf(customer), ...wanted, updatedAt: now });
  return { next, facts: [fact(customerUpdated, { changes, fields: [...fields] })] };
}
