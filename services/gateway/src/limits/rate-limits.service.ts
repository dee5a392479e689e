import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { FastifyReply } from 'fastify';
import { limitPolicies, Problem, requestsCounted, type LimitPolicy } from '@deskbeat/contracts';
import { connectBus, EventPublisher, hear } from '@deskbeat/messaging';
import { GatewayConfig } from '../gateway.config.js';
import { SharedWindow } from './shared-window.js';

interface Limit {
  window: SharedWindow;
  /** As `RateLimit-Policy` says it. */
  policy: string;
}

/**
 * How many requests addresses, accounts and keys may make, at all gateways together
 * (docs/adr/0020-gateways-tell-each-other-what-they-counted.md).
 */
@Injectable()
export class RateLimits implements OnModuleInit, OnModuleDestroy {
  private readonly gateway = randomUUID();
  private readonly limits = new Map<LimitPolicy, Limit>();
  private connection?: NatsConnection;

  constructor(
    private readonly publisher: EventPublisher,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
  ) {
    const quotas = { address: config.RATE_LIMIT, account: config.RATE_LIMIT_ACCOUNT, key: config.RATE_LIMIT_KEY };
    for (const policy of limitPolicies)
      if (quotas[policy] > 0) this.limits.set(policy, this.limit(policy, quotas[policy]));
  }

  async onModuleInit(): Promise<void> {
    this.connection = await connectBus(this.config.NATS_URL, 'gateway-limits');
    hear(this.connection, requestsCounted, ({ gateway, policy, whose, window, used }) => {
      if (gateway !== this.gateway) this.limits.get(policy)?.window.heard(gateway, whose, window, used);
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.connection?.close();
  }

  /**
   * Counts a request and says in the answer's headers what is left.
   * @throws Problem `too-many-requests`
   */
  take(policy: LimitPolicy, whose: string, reply: FastifyReply): void {
    const limit = this.limits.get(policy);
    if (!limit) return;
    const { left, resetMs } = limit.window.take(whose);
    const seconds = Math.ceil(resetMs / 1_000);
    add(reply, 'ratelimit-policy', limit.policy);
    add(reply, 'ratelimit', `"${policy}";r=${Math.max(0, left)};t=${seconds}`);
    if (left >= 0) return;
    throw new Problem('too-many-requests', {
      detail: `more than this ${policy} may ask`,
      context: { retryAfterSeconds: seconds, 'violated-policies': [policy] },
    });
  }

  private limit(policy: LimitPolicy, quota: number): Limit {
    const { RATE_WINDOW_SECONDS: seconds } = this.config;
    const tell = (whose: string, window: number, used: number): void =>
      this.publisher.signal(requestsCounted, { gateway: this.gateway, policy, whose, window, used });
    const window = new SharedWindow({ quota, windowMs: seconds * 1_000, tell });
    return { window, policy: `"${policy}";q=${quota};w=${seconds}` };
  }
}

/** A list of the policies that a request meets, in the order in which they are asked. */
function add(reply: FastifyReply, name: string, item: string): void {
  const before = reply.getHeader(name);
  void reply.header(name, before === undefined ? item : `${String(before)}, ${item}`);
}
