import { randomBytes } from 'node:crypto';
import { digestOf } from '@deskbeat/identity';
import { recoveryCode } from '../domain/second-factor.js';

/** Codes that are made together. */
const many = 10;

/** New recovery codes, 80 random bits each, and what is kept of them. */
export function newRecoveryCodes(): { codes: string[]; digests: string[] } {
  const codes = Array.from({ length: many }, () => recoveryCode(randomBytes(10)));
  return { codes, digests: codes.map(digestOf) };
}
