import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, problemOf } from '@deskbeat/contracts';
import { GatewayConfig } from '../gateway.config.js';
import { Authentication } from './authentication.service.js';
import { isCalledBy, type Caller } from './callers.js';
import { isPublic } from './public.js';
import { isForeign } from './same-origin.js';

const isOurs = (url: string): boolean => /^\/(api\/v1\/|welcome\/|(metrics|portal)(\/|\?|$))/.test(url);

/** Knows who asks before anything is done for them. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  private readonly own: ReadonlySet<string>;
  /** With origins whose pages come with a token of their own, and never with a cookie. */
  private readonly withGuests: ReadonlySet<string>;

  constructor(
    private readonly authentication: Authentication,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
  ) {
    const { origin } = new URL(config.PUBLIC_URL);
    this.own = new Set([origin]);
    this.withGuests = new Set([origin, ...config.CORS_ORIGINS]);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (!isOurs(request.url)) return true;
    const { method, headers } = request;
    const trusted = headers.cookie === undefined ? this.withGuests : this.own;
    if (headers.authorization === undefined && isForeign(method, headers, trusted)) {
      throw new Problem('forbidden', { detail: 'a page of another site may not do this' });
    }
    const open = isPublic(context.getHandler());
    const caller = await this.callerOf(request, open);
    if (caller) {
      isCalledBy(request, caller);
      await this.authentication.renewWhenDue(caller, reply);
    } else if (!open && this.config.ACCESS === 'enforced') throw new Problem('unauthenticated');
    return true;
  }

  /** Where anybody may come, credentials that are not good any more are none. */
  private async callerOf(request: FastifyRequest, open: boolean): Promise<Caller | undefined> {
    try {
      return await this.authentication.of(request);
    } catch (error) {
      if (open && problemOf(error).code === 'unauthenticated') return undefined;
      throw error;
    }
  }
}
