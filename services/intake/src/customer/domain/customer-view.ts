import type { CustomerView } from '@deskbeat/contracts';
import type { Customer } from './customer.js';
import { bareId, firstOf, type Identity } from './identity.js';
import { defined } from './revision.js';

/** The customer as others see it. */
export function viewOf(customer: Customer): CustomerView {
  const { mergedInto } = customer;
  const { _id: id, version, kind, name, tier, region, language, timeZone, notes, organisationIds } = customer;
  const { identities = [], createdAt, updatedAt } = customer;
  const external = firstOf(identities, 'external');
  return defined({
    id,
    version,
    kind,
    name,
    email: firstOf(identities, 'email'),
    phone: firstOf(identities, 'phone'),
    externalId: external && bareId(external),
    identities: identities.map(identityView),
    organisationIds,
    fields: customer.fields,
    tier,
    region,
    language,
    timeZone,
    notes,
    mergedInto: mergedInto && { id: mergedInto.id, at: mergedInto.at.toISOString() },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  });
}

const identityView = ({ kind, value, verifiedAt }: Identity) =>
  defined({ kind, value, verifiedAt: verifiedAt?.toISOString() });
