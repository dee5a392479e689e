import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  actorIn,
  authenticate,
  endSession,
  Problem,
  problemOf,
  renewSession,
  signIn,
  type Authenticated,
  type Credentials,
  type EndedSessions,
  type IssuedTokens,
} from '@deskbeat/contracts';
import { AccessTokens, digestOf, newSecret, type AccessGrant } from '@deskbeat/identity';
import { Bus } from '@deskbeat/messaging';
import { GatewayConfig } from '../gateway.config.js';
import { CredentialChanges } from './credential-changes.js';
import { gatewayItself, lettingIn } from './door.js';
import { Revocations } from './revocations.js';

/** A refresh token can never be taken for the secret of a browser's session. */
const newRefreshToken = (): string => `dbr_${newSecret()}`;

/** Tokens of programs: short-lived signed ones, and the secret of a session for the next of them. */
@Injectable()
export class Tokens implements OnModuleInit {
  private readonly lifeMs: number;
  private readonly revocations: Revocations;
  private signed?: AccessTokens;

  constructor(
    private readonly bus: Bus,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    changes: CredentialChanges,
  ) {
    this.lifeMs = config.ACCESS_TOKEN_SECONDS * 1_000;
    this.revocations = new Revocations(this.lifeMs);
    changes.tell((changed) => this.revocations.changed(changed));
  }

  async onModuleInit(): Promise<void> {
    const { IDENTITY_KEYS } = this.config;
    if (IDENTITY_KEYS) this.signed = await AccessTokens.from(IDENTITY_KEYS);
  }

  /** Asks nobody. @throws Problem `unauthenticated` */
  async read(token: string): Promise<AccessGrant> {
    const grant = await this.keys().read(token);
    if (!this.revocations.holds(grant)) throw new Problem('unauthenticated', { detail: 'the token was taken back' });
    return grant;
  }

  /** @throws Problem as signing in does */
  async issue(credentials: Credentials, from: { device?: string; address?: string }): Promise<IssuedTokens> {
    const keys = this.keys();
    const refreshToken = newRefreshToken();
    const arrival = { ...from, digest: digestOf(refreshToken), use: 'program' as const };
    return this.tokensOf(keys, await this.bus.ask(signIn, { ...credentials, ...arrival }, lettingIn), refreshToken);
  }

  /** @throws Problem `unauthenticated`; the session has ended then if the token was used before */
  async refresh(refreshToken: string): Promise<IssuedTokens> {
    const keys = this.keys();
    const next = newRefreshToken();
    const asked = { digest: digestOf(refreshToken), nextDigest: digestOf(next) };
    return this.tokensOf(keys, await this.bus.ask(renewSession, asked, { actor: gatewayItself }), next);
  }

  /** Ends the session of a refresh token; one that is good for nothing ends none. */
  async revoke(refreshToken: string): Promise<EndedSessions> {
    try {
      const asked = { digest: digestOf(refreshToken) };
      const { identity, sessionId } = await this.bus.ask(authenticate, asked, { actor: gatewayItself });
      return await this.bus.ask(endSession, { sessionId }, { actor: actorIn(identity), identity });
    } catch (error) {
      if (problemOf(error).code === 'unauthenticated') return { ended: 0 };
      throw error;
    }
  }

  private async tokensOf(keys: AccessTokens, session: Authenticated, refreshToken: string): Promise<IssuedTokens> {
    const { identity, expiresAt: refreshUntil } = session;
    return {
      accessToken: await keys.issue(identity, this.lifeMs),
      tokenType: 'Bearer',
      expiresIn: this.lifeMs / 1_000,
      refreshToken,
      refreshUntil,
      identity,
    };
  }

  private keys(): AccessTokens {
    if (this.signed) return this.signed;
    throw new Problem('service-unavailable', { detail: 'tokens need keys (IDENTITY_KEYS)' });
  }
}
