import { Problem } from '@deskbeat/contracts';
import type { Customer } from './customer.js';
import { viewOf } from './customer-view.js';

/** @throws Problem `version-conflict` with the new state when somebody changed the customer after `seenVersion` */
export function checkSeen(customer: Customer, seenVersion: number): void {
  if (seenVersion === customer.version) return;
  throw new Problem('version-conflict', {
    context: { currentVersion: customer.version, current: viewOf(customer) },
  });
}

/** @throws Problem `merged` that names the customer that counts now */
export function checkStands(customer: Customer): void {
  const { _id: id, mergedInto } = customer;
  if (mergedInto) throw new Problem('merged', { context: { entity: 'customer', id, into: mergedInto.id } });
}
