import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '@deskbeat/contracts';
import { GatewayConfig } from '../gateway.config.js';

const windowMs = 1_000;

/** Requests by client in the running window: one number each, nothing to sweep. */
export class WindowCounter {
  private hits = new Map<string, number>();
  private until = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** How many this client has made in the window, this one included. */
  count(client: string): number {
    const now = this.now();
    if (now >= this.until) {
      this.hits.clear();
      this.until = now + windowMs;
    }
    const hits = (this.hits.get(client) ?? 0) + 1;
    this.hits.set(client, hits);
    return hits;
  }
}

/** Requests of one client address within a second, all routes of the API together. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly counter = new WindowCounter();
  private readonly limit: number;

  constructor(@Inject(GatewayConfig) { RATE_LIMIT }: GatewayConfig) {
    this.limit = RATE_LIMIT || Infinity;
  }

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { url, ip } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!/^\/(api|confirm|welcome)\//.test(url) || this.counter.count(ip) <= this.limit) return true;
    throw new Problem('too-many-requests', { context: { retryAfterSeconds: windowMs / 1_000 } });
  }
}
