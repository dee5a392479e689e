import { Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  authenticate,
  authenticateKey,
  Problem,
  renewSession,
  type Authenticated,
  type KeyHolder,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { Bus } from '@deskbeat/messaging';
import { GatewayConfig } from '../gateway.config.js';
import { Belief } from './belief.js';
import type { Caller } from './callers.js';
import { CredentialChanges } from './credential-changes.js';
import { gatewayItself } from './door.js';
import { SessionCookie } from './session-cookie.js';
import { spokenAs } from './speaker.js';
import { Tokens } from './tokens.service.js';

/** Finds out whose credentials a request brings. */
@Injectable()
export class Authentication {
  readonly cookie: SessionCookie;
  /** Of a browser that went to the organisation's own sign-in. */
  readonly departure: SessionCookie;
  private readonly logger = new Logger('authentication');
  private readonly sessions = new Belief<Authenticated>();
  private readonly keys = new Belief<KeyHolder>();
  private readonly renewing = new Set<string>();

  constructor(
    private readonly bus: Bus,
    private readonly tokens: Tokens,
    changes: CredentialChanges,
    @Inject(GatewayConfig) { PUBLIC_URL }: GatewayConfig,
  ) {
    this.cookie = new SessionCookie(PUBLIC_URL);
    this.departure = new SessionCookie(PUBLIC_URL, 'deskbeat-sso');
    changes.tell((changed) => {
      this.sessions.changed(changed);
      this.keys.changed(changed);
    });
  }

  /**
   * @returns nothing for somebody who brings no credentials
   * @throws Problem `unauthenticated` when they are not good
   */
  async of({ headers }: FastifyRequest): Promise<Caller | undefined> {
    const { authorization, cookie } = headers;
    if (authorization !== undefined) return this.byAuthorization(authorization, headers['x-deskbeat-actor']);
    const secret = this.cookie.secretIn(cookie);
    if (secret === undefined) return undefined;
    const session = await this.session(secret);
    return { by: 'cookie', secret, session, identity: session.identity };
  }

  /** Replaces the secret of a browser's session when that is due. One that gets lost on the way does no harm. */
  async renewWhenDue(caller: Caller, reply: FastifyReply): Promise<void> {
    if (caller.by !== 'cookie') return;
    const { secret, session } = caller;
    const digest = digestOf(secret);
    if (Date.parse(session.renewAt) > Date.now() || this.renewing.has(digest)) return;
    this.renewing.add(digest);
    try {
      const next = newSecret();
      const asked = { digest, nextDigest: digestOf(next) };
      const { expiresAt } = await this.bus.ask(renewSession, asked, { actor: gatewayItself });
      this.cookie.give(reply, next, expiresAt);
      this.sessions.forget(digest);
    } catch (error) {
      this.logger.warn(`a session goes on with its old secret: ${String(error)}`);
    } finally {
      this.renewing.delete(digest);
    }
  }

  private async byAuthorization(header: string, actor: string | string[] | undefined): Promise<Caller> {
    const [, secret, token] = /^Bearer (?:([\w-]{20,200})|([\w-]+\.[\w-]+\.[\w-]+))$/i.exec(header) ?? [];
    if (token !== undefined) {
      const { identity, expiresAt } = await this.tokens.read(token);
      return { by: 'token', identity, expiresAt: new Date(expiresAt).toISOString() };
    }
    if (secret === undefined)
      throw new Problem('unauthenticated', { detail: 'send a key or a token as: Authorization: Bearer …' });
    const holder = await this.holder(secret);
    return { by: 'key', identity: spokenAs(holder, actor), expiresAt: holder.expiresAt };
  }

  private holder(secret: string): Promise<KeyHolder> {
    const digest = digestOf(secret);
    const ask = (): Promise<KeyHolder> => this.bus.ask(authenticateKey, { digest }, { actor: gatewayItself });
    return this.keys.of(digest, ask, ({ keyId }) => [keyId]).then(stillGood);
  }

  private session(secret: string): Promise<Authenticated> {
    const digest = digestOf(secret);
    const ask = (): Promise<Authenticated> => this.bus.ask(authenticate, { digest }, { actor: gatewayItself });
    return this.sessions.of(digest, ask, ({ sessionId, identity }) => [sessionId, identity.id]).then(stillGood);
  }
}

function stillGood<T extends { expiresAt?: string }>(credentials: T): T {
  const { expiresAt } = credentials;
  if (expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()) throw new Problem('unauthenticated');
  return credentials;
}
