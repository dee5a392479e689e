import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticate, credentialsChanged, Problem, renewSession, type Authenticated } from '@deskbeat/contracts';
import { Bus, connectBus, hear } from '@deskbeat/messaging';
import { GatewayConfig } from '../gateway.config.js';
import { Belief } from './belief.js';
import type { Caller } from './callers.js';
import { SessionCookie } from './session-cookie.js';

export const newSecret = (): string => randomBytes(32).toString('base64url');
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Who the gateway is where nobody else asks. */
export const gatewayItself = { kind: 'system', id: 'gateway' } as const;

/** Finds out whose credentials a request brings. */
@Injectable()
export class Authentication implements OnModuleInit, OnModuleDestroy {
  readonly cookie: SessionCookie;
  private readonly logger = new Logger('authentication');
  private readonly sessions = new Belief<Authenticated>();
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
    hear(this.connection, credentialsChanged, ({ ids }) => this.sessions.changed(ids));
  }

  async onModuleDestroy(): Promise<void> {
    await this.connection?.close();
  }

  /**
   * @returns nothing for somebody who brings no credentials
   * @throws Problem `unauthenticated` when they are not good
   */
  async of({ headers }: FastifyRequest): Promise<Caller | undefined> {
    const secret = this.cookie.secretIn(headers.cookie);
    return secret === undefined ? undefined : { by: 'cookie', secret, session: await this.session(secret) };
  }

  /** Replaces the secret of a browser's session when that is due. One that gets lost on the way does no harm. */
  async renewWhenDue({ secret, session }: Caller, reply: FastifyReply): Promise<void> {
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

  private session(secret: string): Promise<Authenticated> {
    const digest = digestOf(secret);
    const ask = (): Promise<Authenticated> => this.bus.ask(authenticate, { digest }, { actor: gatewayItself });
    return this.sessions.of(digest, ask, ({ sessionId, identity }) => [sessionId, identity.id]).then(stillOpen);
  }
}

function stillOpen(session: Authenticated): Authenticated {
  if (Date.parse(session.expiresAt) <= Date.now()) throw new Problem('unauthenticated');
  return session;
}
