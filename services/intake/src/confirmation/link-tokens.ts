import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '@deskbeat/contracts';
import { IntakeConfig } from '../intake.config.js';

/** What a link stands for. */
export interface LinkClaims {
  purpose: 'confirmation';
  ticketId: string;
  cycle: number;
  /** Whole seconds. */
  expiresAt: Date;
}

/** Keeps these signatures apart from whatever else the same secret may sign. */
const domain = 'deskbeat-link-v1:';

/** Signed links: what they say can be read by anybody and changed by nobody. */
@Injectable()
export class LinkTokens {
  private readonly secrets: readonly string[];

  constructor(@Inject(IntakeConfig) { LINK_SECRET }: IntakeConfig) {
    this.secrets = LINK_SECRET.split(',').filter(Boolean);
  }

  /** @throws Problem `not-found` when there is no secret to sign with */
  sign({ purpose, ticketId, cycle, expiresAt }: LinkClaims): string {
    const [secret] = this.secrets;
    if (secret === undefined) throw new Problem('not-found', { detail: 'there are no links: LINK_SECRET is not set' });
    const claims = JSON.stringify([purpose, ticketId, cycle, Math.floor(expiresAt.getTime() / 1000)]);
    const body = Buffer.from(claims).toString('base64url');
    return `${body}.${macOf(body, secret).toString('base64url')}`;
  }

  /** @throws Problem `link-invalid` when it was not signed here, `link-expired` */
  read(token: string, now: Date): LinkClaims {
    const [, body, mac] = /^([\w-]{1,200})\.([\w-]{43})$/.exec(token) ?? [];
    if (body === undefined || mac === undefined || !this.isOurs(body, Buffer.from(mac, 'base64url'))) {
      throw new Problem('link-invalid');
    }
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as ['confirmation', string, number, number];
    const [purpose, ticketId, cycle, seconds] = claims;
    const expiresAt = new Date(seconds * 1000);
    if (expiresAt <= now) throw new Problem('link-expired');
    return { purpose, ticketId, cycle, expiresAt };
  }

  private isOurs(body: string, mac: Buffer): boolean {
    const matches = this.secrets.map((secret) => timingSafeEqual(macOf(body, secret), mac));
    return matches.includes(true);
  }
}

const macOf = (body: string, secret: string): Buffer =>
  createHmac('sha256', secret)
    .update(domain + body)
    .digest();
