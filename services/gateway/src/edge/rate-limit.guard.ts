import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerModuleOptions, type ThrottlerStorage } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { Problem } from '@deskbeat/contracts';
import type { GatewayConfig } from '../gateway.config.js';

type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Counts by fixed windows: one number a client, where the package's own storage keeps one a request. */
export class WindowCounter implements ThrottlerStorage {
  private hits = new Map<string, number>();
  private until = 0;

  constructor(private readonly now: () => number = Date.now) {}

  async increment(key: string, ttl: number, limit: number): Promise<Counted> {
    const now = this.now();
    if (now >= this.until) {
      this.hits = new Map();
      this.until = now + ttl;
    }
    const totalHits = (this.hits.get(key) ?? 0) + 1;
    this.hits.set(key, totalHits);
    const timeToExpire = Math.ceil((this.until - now) / 1000);
    return { totalHits, timeToExpire, isBlocked: totalHits > limit, timeToBlockExpire: timeToExpire };
  }
}

export const rateLimit = ({ RATE_LIMIT }: GatewayConfig): ThrottlerModuleOptions => ({
  throttlers: [{ ttl: 1_000, limit: RATE_LIMIT }],
  storage: new WindowCounter(),
  setHeaders: false,
  generateKey: (_context, client) => client,
  skipIf: (context) => RATE_LIMIT === 0 || !isApi(context),
});

const isApi = (context: ExecutionContext): boolean =>
  context.switchToHttp().getRequest<FastifyRequest>().url.startsWith('/api/');

/** Requests of one client address within a second, all routes together. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override throwThrottlingException(): Promise<void> {
    throw new Problem('too-many-requests', { context: { retryAfterSeconds: 1 } });
  }
}
