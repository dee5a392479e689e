import { customerCreated, type CustomerKind, type Tier } from '@deskbeat/contracts';
import type { Identity } from './identity.js';
import { defined, fact, type Revision } from './revision.js';

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
  createdAt: Date;
  updatedAt: Date;
}

/** A customer as it is stored. */
export type Customer = CustomerState & { _id: string; version: number };

export type NewCustomer = Omit<CustomerState, 'createdAt' | 'updatedAt'>;

export function create(given: NewCustomer, now: Date): Revision {
  const { kind, name, tier, region, language, timeZone, identities, organisationIds } = given;
  const some = <T>(list: T[] | undefined): T[] | undefined => (list?.length ? list : undefined);
  const next = defined({
    ...given,
    identities: some(identities),
    organisationIds: some(organisationIds),
    createdAt: now,
    updatedAt: now,
  });
  return { next, facts: [fact(customerCreated, { kind, name, tier, region, language, timeZone })] };
}
