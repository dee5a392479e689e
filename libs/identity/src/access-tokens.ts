import type { CryptoKey } from 'jose';
import type { Identity } from '@deskbeat/contracts';
import { keySetIn, privateKeyIn, type KeySet } from './keys.js';
import { remember } from './remember.js';
import { openedText, refused, signedText } from './signed-text.js';
import { spokesman } from './speaks.js';

const type = 'at+jwt';

/** What an access token says: who its holder is, and from when to when that was to hold (epoch milliseconds). */
export interface AccessGrant {
  identity: Identity;
  issuedAt: number;
  expiresAt: number;
}

interface Claims {
  identity: Identity;
  /** Epoch seconds, to the millisecond. */
  iat: number;
  exp: number;
}

/**
 * Tokens that programs send with each request over HTTP, signed by the gateway. They are no good on the bus, and what is
 * signed for the bus is no good here. One that was read before costs a look into a map, another one a signature check.
 */
export class AccessTokens {
  private readonly grants = new Map<string, AccessGrant>();

  private constructor(
    private readonly key: CryptoKey,
    private readonly keys: KeySet,
    private readonly now: () => number,
  ) {}

  /**
   * @param now epoch milliseconds
   * @throws Error when the folder lacks the key set or the gateway's key
   */
  static async from(folder: string, now: () => number = Date.now): Promise<AccessTokens> {
    return new AccessTokens(await privateKeyIn(folder, spokesman), await keySetIn(folder), now);
  }

  /** @param lifeMs milliseconds that it lasts */
  issue(identity: Identity, lifeMs: number): Promise<string> {
    const now = this.now();
    const claims: Claims = { identity, iat: now / 1_000, exp: (now + lifeMs) / 1_000 };
    return signedText(claims, this.key, spokesman, type);
  }

  /** @throws Problem `unauthenticated` when it is forged or has expired */
  async read(token: string): Promise<AccessGrant> {
    const known = this.grants.get(token);
    const grant = known ?? (await this.opened(token));
    if (grant.expiresAt <= this.now()) {
      this.grants.delete(token);
      throw refused('the token has expired');
    }
    if (!known) remember(this.grants, token, grant);
    return grant;
  }

  private async opened(token: string): Promise<AccessGrant> {
    const { kid, claims } = await openedText(token, this.keys, type);
    if (kid !== spokesman) throw refused('nobody known has signed it');
    const { identity, iat, exp } = claims as Claims;
    return { identity: Object.freeze(identity), issuedAt: Math.round(iat * 1_000), expiresAt: Math.round(exp * 1_000) };
  }
}
