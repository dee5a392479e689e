import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  authenticate,
  authenticateKey,
  credentialsChanged,
  Problem,
  renewSession,
  type Authenticated,
  type KeyHolder,
} from '@deskbeat/contracts';
import { digestOf, newSecret } from '@deskbeat/identity';
import { Bus, connectBus, hear } from '@deskbeat/messaging';
import { GatewayConfig } from '../gateway.config.js';
import { Belief } from './belief.js';
import type { Caller } from './callers.js';
import { SessionCookie } from './session-cookie.js';
import { spokenAs } from './speaker.js';

/** Who the gateway is where nobody else asks. */
export const gatewayItself = { kind: 'system', id: 'gateway' } as const;
/** For those whom a password or a link lets in: that takes its time. */
export const lettingIn = { actor: gatewayItself, deadlineMs: 10_000 };

/** Finds out whose credentials a request brings. */
@Injectable()
export class Authentication implements OnModuleInit, OnModuleDestroy {
  readonly cookie: SessionCookie;
  private readonly logger = new Logger('authentication');
  private readonly sessions = new Belief<Authenticated>();
  private readonly keys = new Belief<KeyHolder>();
  private readonly renewing = new Set<string>();
  private connection?: NatsConnection;

  constructor(
    private readonly bus: Bus,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
  ) {
    this.cookie = new SessionCookie(config.PUBLIC_URL);
  }

  async onModuleInit(): Promise<void> {
    this.connection = await connectBus(this.config.NATS_URL, 'gateway-credentials');
    hear(this.connection, credentialsChanged, ({ ids }) => {
      this.sessions.changed(ids);
      this.keys.changed(ids);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.connection?.close();
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
    const secret = /^Bearer ([\w-]{20,200})$/i.exec(header)?.[1];
    if (secret === undefined)
      throw new Problem('unauthenticated', { detail: 'send a key as: Authorization: Bearer …' });
    const holder = await this.holder(secret);
    return { by: 'key', identity: spokenAs(holder, actor) };
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
