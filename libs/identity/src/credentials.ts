import type { CryptoKey } from 'jose';
import type { Identity } from '@deskbeat/contracts';
import { keySetIn, privateKeyIn, type KeySet } from './keys.js';
import { remember } from './remember.js';
import { openedText, refused, signedText } from './signed-text.js';
import { maySay } from './speaks.js';

/** Seconds that a signature lasts, and how many of them must be left when it is used again. */
const life = 300;
const spare = 60;
/** Seconds by which the clocks of two machines may differ. */
const skew = 30;

interface Signed {
  token: Promise<string>;
  /** Epoch seconds until which it is used again. */
  until: number;
}

interface Read {
  identity: Identity;
  /** Epoch seconds. */
  expires: number;
}

interface Claims extends Identity {
  iat: number;
  exp: number;
}

/** What one service can say and check: signs identities with its own key, reads those of others by the key set. */
export class Credentials {
  private readonly signed = new Map<string, Signed>();
  private readonly read = new Map<string, Read>();

  private constructor(
    readonly service: string,
    private readonly key: CryptoKey,
    private readonly keys: KeySet,
    private readonly now: () => number,
  ) {}

  /**
   * @param now epoch milliseconds
   * @throws Error when the folder lacks the key set or the service's own key
   */
  static async from(folder: string, service: string, now: () => number = Date.now): Promise<Credentials> {
    return new Credentials(service, await privateKeyIn(folder, service), await keySetIn(folder), now);
  }

  /**
   * The identity as a compact JWS, made once and used for minutes.
   * @throws Error when it is not this service's to say
   */
  sign(identity: Identity): Promise<string> {
    if (!maySay(this.service, identity)) throw new Error(`${this.service} cannot speak for ${identity.kind}`);
    const now = this.seconds();
    const about = JSON.stringify(identity);
    const known = this.signed.get(about);
    if (known && known.until > now) return known.token;
    const token = signedText({ ...identity, iat: now, exp: now + life }, this.key, this.service, undefined);
    token.catch(() => this.signed.delete(about));
    remember(this.signed, about, { token, until: now + life - spare });
    return token;
  }

  /** An identity that was read before and still holds: costs a look into a map. */
  known(token: string): Identity | undefined {
    const read = this.read.get(token);
    if (!read) return undefined;
    if (read.expires + skew > this.seconds()) return read.identity;
    this.read.delete(token);
    return undefined;
  }

  /** @throws Problem `unauthenticated` when it is forged, too old, or not its signer's to say */
  async verify(token: string): Promise<Identity> {
    const known = this.known(token);
    if (known) return known;
    const { exp, iat: _, ...identity } = await this.claimsOf(token);
    if (exp + skew <= this.seconds()) throw refused('the identity has expired');
    remember(this.read, token, { identity: Object.freeze(identity), expires: exp });
    return identity;
  }

  private async claimsOf(token: string): Promise<Claims> {
    const opened = await openedText(token, this.keys, undefined);
    const claims = opened.claims as Claims;
    if (!maySay(opened.kid, claims)) throw refused(`${opened.kid} cannot speak for ${claims.kind} ${claims.id}`);
    return claims;
  }

  private seconds(): number {
    return Math.floor(this.now() / 1_000);
  }
}
