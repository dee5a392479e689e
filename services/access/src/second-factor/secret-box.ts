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

  constructor(@Inject(AccessConfig) { SECRETS_KEY }: AccessConfig) {
    if (SECRETS_KEY) this.key = Buffer.from(hkdfSync('sha256', SECRETS_KEY, '', 'deskbeat secrets', 32));
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

  /** @throws Error when it was sealed by another key or for somebody else */
  open(sealed: string, whose: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const opening = createDecipheriv(cipher, this.need(), bytes.subarray(0, nonceBytes)).setAAD(Buffer.from(whose));
    opening.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]).toString('utf8');
  }

  private need(): Buffer {
    if (this.key) return this.key;
    throw new Problem('forbidden', { detail: 'SECRETS_KEY is not set: nothing secret can be kept' });
  }
}
