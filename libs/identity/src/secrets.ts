import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody guesses: 256 random bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept and told of a random secret in its place: SHA-256, base64url. Passwords need slower work than this. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
