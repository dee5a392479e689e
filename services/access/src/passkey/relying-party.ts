import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '@deskbeat/contracts';
import { AccessConfig } from '../access.config.js';

/** Who passkeys are for: the name under which people reach the system. */
@Injectable()
export class RelyingParty {
  readonly origin: string;
  private readonly host: string;
  /** Browsers want a name, not an address of numbers, and an encrypted way there. */
  readonly isPossible: boolean;

  constructor(@Inject(AccessConfig) { PUBLIC_URL }: Pick<AccessConfig, 'PUBLIC_URL'>) {
    const { origin, hostname, protocol } = new URL(PUBLIC_URL);
    this.origin = origin;
    this.host = hostname;
    const isHere = /(^|\.)localhost$/.test(hostname);
    this.isPossible = isHere || (protocol === 'https:' && !hostname.startsWith('[') && isIP(hostname) === 0);
  }

  /** @throws Problem `forbidden` where there can be no passkeys */
  get id(): string {
    if (this.isPossible) return this.host;
    throw new Problem('forbidden', {
      detail: 'PUBLIC_URL is not https with the name of a host: there are no passkeys',
    });
  }
}
