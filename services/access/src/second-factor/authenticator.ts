import { Secret, TOTP } from 'otpauth';

const period = 30;
/** Steps by which the clock of an app may differ, either way. */
const window = 1;

const of = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Deskbeat', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) });

/** 160 random bits, base32. */
export const newAppSecret = (): string => new Secret({ size: 20 }).base32;

/** What an app reads from a QR code. */
export const appUri = (secret: string, email: string): string => of(secret, email).toString();

/** The step of time that a code belongs to (RFC 6238); nothing when it is none of about now. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const delta = of(secret).validate({ token: code, timestamp: now, window });
  return delta === null ? undefined : Math.floor(now / 1_000 / period) + delta;
}
