import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AccessConfig } from '../access.config.js';

/** Names for addresses that nobody can guess back without the key of this system. */
@Injectable()
export class Pseudonyms {
  private readonly key?: Buffer;

  constructor(@Inject(AccessConfig) { SECRETS_KEY }: AccessConfig) {
    if (SECRETS_KEY) this.key = Buffer.from(hkdfSync('sha256', SECRETS_KEY, '', 'deskbeat pseudonyms', 32));
  }

  /** @returns nothing without a key */
  of(address: string): string | undefined {
    return this.key && `address-${createHmac('sha256', this.key).update(address).digest('hex').slice(0, 16)}`;
  }
}
