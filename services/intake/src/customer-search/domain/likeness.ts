import type { DuplicateReason } from '@deskbeat/contracts';
import { folded } from './search-terms.js';

/** What two customers are compared by. */
export interface Comparable {
  kind: string;
  name?: string;
  region?: string;
  identities?: readonly { kind: string; value: string }[];
  organisationIds?: readonly string[];
}

/** Digits at the end of a number that two people hardly share. */
const telling = 8;

const valuesOf = ({ identities = [] }: Comparable, kind: string): string[] =>
  identities.filter((identity) => identity.kind === kind).map(({ value }) => value);

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((value) => b.includes(value));

const phoneEnds = (customer: Comparable): string[] =>
  valuesOf(customer, 'phone')
    .map((number) => number.replaceAll(/\D/gu, '').slice(-telling))
    .filter((end) => end.length === telling);

const localParts = (customer: Comparable): string[] =>
  valuesOf(customer, 'email').map((email) => folded(email).split(/[@+]/u)[0]!);

/** In what two customers are alike; what says most comes first. */
export function likenessOf(a: Comparable, b: Comparable): DuplicateReason[] {
  if (a.kind !== b.kind) return [];
  const alike: Record<DuplicateReason, boolean> = {
    phone: share(phoneEnds(a), phoneEnds(b)),
    name: a.name !== undefined && b.name !== undefined && folded(a.name) === folded(b.name),
    organisation: share(a.organisationIds ?? [], b.organisationIds ?? []),
    email: share(localParts(a), localParts(b)),
    region: a.region !== undefined && a.region === b.region,
  };
  return (Object.keys(alike) as DuplicateReason[]).filter((reason) => alike[reason]);
}

/** A number is enough; a name wants a second sign, or more than one word; all else is chance. */
export function isSuspicious(reasons: readonly DuplicateReason[], name: string | undefined): boolean {
  if (reasons.includes('phone')) return true;
  if (!reasons.includes('name')) return false;
  return reasons.length > 1 || folded(name ?? '').includes(' ');
}
