import {
  customerIdentityAdded,
  customerIdentityRemoved,
  customerIdentityVerified,
  customerLimits,
  Problem,
} from '@deskbeat/contracts';
import { stateOf, type Customer } from './customer.js';
import type { Identity } from './identity.js';
import { defined, fact, nothingToDo, type Decision, type Fact, type Revision } from './revision.js';
import { checkStands } from './standing.js';

function withIdentities(customer: Customer, identities: Identity[], told: Fact, now: Date): Revision {
  const some = identities.length > 0 ? identities : undefined;
  return { next: defined({ ...stateOf(customer), identities: some, updatedAt: now }), facts: [told] };
}

function ownOf(customer: Customer, key: string): Identity {
  const own = customer.identities?.find((identity) => identity.key === key);
  if (own) return own;
  throw new Problem('not-found', { context: { entity: 'identity', customerId: customer._id } });
}

/** Whose it is already is for the store to say. */
export function addIdentity(customer: Customer, identity: Identity, now: Date): Decision {
  checkStands(customer);
  const { identities = [] } = customer;
  if (identities.some(({ key }) => key === identity.key)) return nothingToDo;
  if (identities.length >= customerLimits.identities) {
    const message = `there are ${customerLimits.identities} already`;
    throw new Problem('validation-failed', { errors: [{ pointer: '/value', message }] });
  }
  const told = fact(customerIdentityAdded, { kind: identity.kind }, identity.value);
  return withIdentities(customer, [...identities, identity], told, now);
}

/** @throws Problem `not-found` when the customer does not have it */
export function removeIdentity(customer: Customer, key: string, now: Date): Revision {
  checkStands(customer);
  const { kind, value } = ownOf(customer, key);
  const rest = customer.identities!.filter((identity) => identity.key !== key);
  return withIdentities(customer, rest, fact(customerIdentityRemoved, { kind }, value), now);
}

/** @throws Problem `not-found` when the customer does not have it */
export function verifyIdentity(customer: Customer, key: string, now: Date): Decision {
  checkStands(customer);
  const { kind, value, verifiedAt } = ownOf(customer, key);
  if (verifiedAt) return nothingToDo;
  const identities = customer.identities!.map((own) => (own.key === key ? { ...own, verifiedAt: now } : own));
  return withIdentities(customer, identities, fact(customerIdentityVerified, { kind }, value), now);
}
