import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../access/callers.js';
import { networkOf } from './network-of.js';
import { RateLimits } from './rate-limits.service.js';

/** Whoever runs the system. */
const operator = 'operator';

const isCounted = (url: string): boolean => /^\/(api|confirm|welcome)\//.test(url);

function requestIn(context: ExecutionContext): { request: FastifyRequest; reply: FastifyReply } | undefined {
  if (context.getType() !== 'http') return undefined;
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  return isCounted(request.url) ? { request, reply: http.getResponse<FastifyReply>() } : undefined;
}

/** Before anything is known of who asks. */
@Injectable()
export class AddressLimit implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  canActivate(context: ExecutionContext): boolean {
    const http = requestIn(context);
    if (http) this.limits.take('address', networkOf(http.request.ip), http.reply);
    return true;
  }
}

/** When it is known who asks. */
@Injectable()
export class CallerLimit implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  canActivate(context: ExecutionContext): boolean {
    const http = requestIn(context);
    const caller = http && callerOf(http.request);
    if (!caller) return true;
    const { kind, id, session } = caller.identity;
    if (caller.by !== 'key') this.limits.take('account', `${kind}:${id}`, http.reply);
    else if (session !== operator) this.limits.take('key', session ?? id, http.reply);
    return true;
  }
}
