import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  type Configuration,
} from 'openid-client';
import { Problem } from '@deskbeat/contracts';
import { AccessConfig } from '../access.config.js';
import { claimsIn, type Claims } from '../domain/claims.js';

/** Seconds that one question to the provider may take. */
const timeout = 5;

/** What ties an answer to the browser and the moment that asked. */
export interface Checks {
  state: string;
  nonce: string;
  verifier: string;
}

/** The organisation's provider of identities (OpenID Connect: authorization code with PKCE). */
@Injectable()
export class Provider {
  private readonly logger = new Logger('sso');
  private known?: Promise<Configuration>;
  private readonly callback: string;

  constructor(@Inject(AccessConfig) private readonly config: AccessConfig) {
    this.callback = `${config.PUBLIC_URL.replace(/\/+$/, '')}/api/v1/sso/callback`;
  }

  get name(): string | undefined {
    return this.config.OIDC_ISSUER === '' ? undefined : this.config.OIDC_NAME;
  }

  /**
   * @returns where somebody signs in
   * @throws Problem `not-found` where none is configured, `service-unavailable` when it does not answer
   */
  async addressFor({ state, nonce, verifier }: Checks): Promise<string> {
    const provider = await this.provider();
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: this.callback,
      scope: this.config.OIDC_SCOPE,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return url.href;
  }

  /** @throws Problem `sign-in-failed` when the answer is not what was asked for */
  async claims(query: string, { state, nonce, verifier }: Checks): Promise<Claims> {
    const provider = await this.provider();
    try {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const answer = await authorizationCodeGrant(provider, new URL(`${this.callback}?${query}`), checks);
      const token = answer.claims()!;
      const more = provider.serverMetadata().userinfo_endpoint
        ? await fetchUserInfo(provider, answer.access_token, token.sub)
        : {};
      return claimsIn({ ...more, ...token }, this.config.OIDC_ROLE_CLAIM, this.config.OIDC_TRUST_EMAILS);
    } catch (error) {
      this.logger.warn(`an answer of the provider is not good: ${reasonOf(error)}`);
      throw new Problem('sign-in-failed');
    }
  }

  /** Found out when it is first needed; what failed is tried again. */
  private async provider(): Promise<Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.config;
    if (OIDC_ISSUER === '') throw new Problem('not-found', { detail: 'no single sign-on is configured' });
    const execute = OIDC_ISSUER.startsWith('http:') ? [allowInsecureRequests] : [];
    const secret = OIDC_CLIENT_SECRET || undefined;
    this.known ??= discovery(new URL(OIDC_ISSUER), OIDC_CLIENT_ID, secret, undefined, { execute, timeout });
    try {
      return await this.known;
    } catch (error) {
      this.known = undefined;
      this.logger.warn(`the provider does not answer: ${reasonOf(error)}`);
      throw new Problem('service-unavailable', { detail: 'the provider of identities does not answer' });
    }
  }
}

/** Without what was sent: codes and tokens are nobody's business. */
const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${String((error as { code?: unknown }).code ?? '')} ${error.message}` : '?';
