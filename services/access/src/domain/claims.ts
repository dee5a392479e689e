import { accountRoles, type AccountRole } from '@deskbeat/contracts';

/** What a provider of identities says of somebody. */
export interface Claims {
  issuer: string;
  subject: string;
  email?: string;
  /** Whether the provider has made sure that the address is theirs. */
  isEmailTheirs: boolean;
  name: string;
  /** Values of the claim that roles hang on. */
  groups: string[];
}

type Said = Readonly<Record<string, unknown>>;

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined;

/** @param trustEmails where the provider does not say whether addresses are verified, and all of them are */
export function claimsIn(said: Said, groupClaim: string, trustEmails: boolean): Claims {
  const { iss, sub, email_verified: isVerified } = said;
  const email = textIn(said.email)?.toLowerCase();
  const name = textIn(said.name) ?? textIn(said.preferred_username) ?? email ?? String(sub);
  return {
    issuer: String(iss),
    subject: String(sub),
    ...(email !== undefined && { email }),
    isEmailTheirs: isVerified === true || (trustEmails && isVerified !== false),
    name,
    groups: textsAt(said, groupClaim),
  };
}

/** A claim by its name, which may have dots in it, or by its place: `realm_access.roles`. */
function textsAt(said: Said, claim: string): string[] {
  if (claim === '') return [];
  const place = claim.split('.').reduce<unknown>(at, said);
  const found = Object.hasOwn(said, claim) ? said[claim] : place;
  const values: unknown[] = Array.isArray(found) ? found : [found];
  return values.filter((value) => typeof value === 'string');
}

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Said)[name] : undefined;

/** What somebody of a group is; `*` is everybody. The first that fits counts. */
export type RoleMapping = readonly (readonly [group: string, role: AccountRole])[];

/**
 * `desk-admins=administrator, *=agent`
 * @returns nothing for what is no such text
 */
export function mappingIn(text: string): RoleMapping | undefined {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => {
      const sign = pair.lastIndexOf('=');
      return [pair.slice(0, sign).trim(), pair.slice(sign + 1).trim()] as const;
    });
  const isSound = pairs.every(([group, role]) => group !== '' && (accountRoles as readonly string[]).includes(role));
  return isSound ? (pairs as unknown as RoleMapping) : undefined;
}

export const roleIn = (mapping: RoleMapping, groups: readonly string[]): AccountRole | undefined =>
  mapping.find(([group]) => group === '*' || groups.includes(group))?.[1];

/** A path of ours to go to; what leads anywhere else is none. */
export const placeOf = (to: string | undefined): string | undefined =>
  to !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : undefined;
