import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Answer } from '@deskbeat/messaging';
import { isKnown, tagOf } from './entity-tag.js';

/** Gives every reply with a version its tag; a reader that has it already gets 304 and no body. */
@Injectable()
export class ETagInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    return next.handle().pipe(
      map((view) => {
        const version = (view as { version?: unknown } | undefined)?.version;
        if (typeof version !== 'number') return bodyOf(view, reply);
        void reply.header('etag', tagOf(version));
        const isRead = request.method === 'GET' || request.method === 'HEAD';
        if (!isRead || !isKnown(request.headers['if-none-match'], version)) return bodyOf(view, reply);
        void reply.status(304);
        return undefined;
      }),
    );
  }
}

/** What an owner answered goes on as it came. */
function bodyOf(view: unknown, reply: FastifyReply): unknown {
  if (!(view instanceof Answer)) return view;
  void reply.header('content-type', 'application/json; charset=utf-8');
  return view.bytes;
}
