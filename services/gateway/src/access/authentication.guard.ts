import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, problemOf } from '@deskbeat/contracts';
import { GatewayConfig } from '../gateway.config.js';
import { Authentication } from './authentication.service.js';
import { isCalledBy, type Caller } from './callers.js';
import { isPublic } from './public.js';
import { isForeign } from './same-origin.js';

const isOurs = (url: string): boolean => /^\/(api\/v1\/|welcome\/|metrics(\/|\?|$))/.test(url);

/** Knows who asks before anything is done for them. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  private readonly trusted: ReadonlySet<string>;

  constructor(
    private readonly authentication: Authentication,
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
  ) {
    this.trusted = new Set([new URL(config.PUBLIC_URL).origin]);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (!isOurs(request.url)) return true;
    if (request.headers.authorization === undefined && isForeign(request.method, request.headers, this.trusted)) {
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
