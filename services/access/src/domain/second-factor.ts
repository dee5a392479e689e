import type { AccountRole, SignInWay } from '@deskbeat/contracts';

/** What an account has besides its password. */
export interface SecondFactor {
  /** The app's secret, enciphered. */
  sealed: string;
  since: Date;
  /** The last step of time whose code was shown: none counts twice, nor does an older one. */
  lastStep: number;
  /** Digests of the recovery codes that are left. */
  recovery: string[];
}

/** A secret that an app was given, and of which no code was shown yet. */
export interface PendingFactor {
  sealed: string;
  expiresAt: Date;
}

/** What of an account says by what its owner signs in. */
export interface Guarded {
  role: AccountRole;
  secondFactor?: object;
  passkeys?: readonly object[];
}

const hasPasskey = ({ passkeys = [] }: Guarded): boolean => passkeys.length > 0;

/** Whether somebody has more than a password: an app, or a passkey, which is two factors by itself. */
export const hasSecondFactor = (account: Guarded): boolean => account.secondFactor !== undefined || hasPasskey(account);

/** What somebody may be asked for after the password. */
export type ProofKind = 'code' | 'passkey';

/** What must be shown besides the password; nothing where that is enough. A passkey that nobody demands is for convenience. */
export function wantedBesides(account: Guarded, demandedOf: readonly AccountRole[]): ProofKind[] {
  if (account.secondFactor) return hasPasskey(account) ? ['code', 'passkey'] : ['code'];
  return hasPasskey(account) && demandedOf.includes(account.role) ? ['passkey'] : [];
}

export type Proof = { by: 'code'; step: number } | { by: 'recovery-code'; digest: string };

/** The factor after something was shown of it; nothing for what was shown before or never belonged to it. */
export function spent(factor: SecondFactor, proof: Proof): SecondFactor | undefined {
  if (proof.by === 'code') return proof.step > factor.lastStep ? { ...factor, lastStep: proof.step } : undefined;
  const recovery = factor.recovery.filter((digest) => digest !== proof.digest);
  return recovery.length < factor.recovery.length ? { ...factor, recovery } : undefined;
}

/** The six digits of an app, however they were grouped. */
export function digitsIn(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten random bytes as somebody writes them down: `9F3K-…`, without letters that are taken for others (Crockford). */
export function recoveryCode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const signs = (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]!);
  return signs.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** A recovery code as it was made, however it was typed. */
export const recoveryCodeIn = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/.{4}(?=.)/g, '$&-');

/** Ways that are proof enough by themselves: a passkey is two factors, and a provider has its own rules. */
const enough: ReadonlySet<SignInWay> = new Set<SignInWay>(['passkey', 'sso', 'password-and-code', 'recovery-code']);

/** Whether somebody must set up a second factor before anything else. */
export const mustEnrol = (account: Guarded, way: SignInWay, demandedOf: readonly AccountRole[]): boolean =>
  !hasSecondFactor(account) && !enough.has(way) && demandedOf.includes(account.role);
