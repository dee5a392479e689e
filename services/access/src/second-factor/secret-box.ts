import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '@deskbeat/contracts';
import { AccessConfig } from '../access.config.js';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Enciphers what is kept, so that whoever reads the store alone has nothing. */
@Injectable()
export class SecretBox {
  private readonly key?: Buffer;
  private readonly older: readonly Buffer[];

  constructor(@Inject(AccessConfig) { SECRETS_KEY, SECRETS_KEYS_BEFORE }: AccessConfig) {
    if (SECRETS_KEY) this.key = keyFrom(SECRETS_KEY);
    this.older = SECRETS_KEYS_BEFORE.split(',').filter(Boolean).map(keyFrom);
  }

  get hasOlderKeys(): boolean {
    return this.older.length > 0;
  }

  /**
   * @param whose it can be opened for the same one only
   * @throws Problem `forbidden` where no key was given to the service
   */
  seal(text: string, whose: string): string {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.need(), nonce).setAAD(Buffer.from(whose));
    const sealed = Buffer.concat([nonce, sealing.update(text, 'utf8'), sealing.final()]);
    return Buffer.concat([sealed, sealing.getAuthTag()]).toString('base64url');
  }

  /** @throws Error when it was sealed by a key that is not known, or for somebody else */
  open(sealed: string, whose: string): string {
    const key = this.need();
    return opened([key, ...this.older].find((one) => opens(one, sealed, whose)) ?? key, sealed, whose);
  }

  /** Whether one of the keys of before sealed it. */
  isUnderOlderKey(sealed: string, whose: string): boolean {
    return !opens(this.need(), sealed, whose) && this.older.some((key) => opens(key, sealed, whose));
  }

  private need(): Buffer {
    if (this.key) return this.key;
    throw new Problem('forbidden', { detail: 'SECRETS_KEY is not set: nothing secret can be kept' });
  }
}

const keyFrom = (text: string): Buffer => Buffer.from(hkdfSync('sha256', text, '', 'deskbeat secrets', 32));

function opened(key: Buffer, sealed: string, whose: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes)).setAAD(Buffer.from(whose));
  opening.setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]).toString('utf8');
}

function opens(key: Buffer, sealed: string, whose: string): boolean {
  try {
    opened(key, sealed, whose);
    return true;
  } catch {
    return false;
  }
}
