import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Problem } from '@deskbeat/contracts';
import type { GatewayConfig } from '../gateway.config.js';
import { isUpload } from './adapter.js';
import { answerOrigins } from './cross-origin.js';
import { headersOfAll } from './headers-of-all.js';
import { sendProblem } from './send-problem.js';
import { traceIdOf, traceRequests } from './request-trace.js';

/** Milliseconds in which a body must have come. */
const bodyMs = 30_000;

const isWork = (url: string): boolean =>
  /^\/(api\/v1|confirm|welcome|portal)(\/|\?|$)/.test(url) && !url.startsWith('/api/v1/live');

/** What happens to every request before its route. */
export function standAtTheEdge(app: NestFastifyApplication, config: GatewayConfig): void {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  traceRequests(server);
  const headers = headersOfAll(config);
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  answerOrigins(server, config.CORS_ORIGINS);
  limitBodies(server);
  shedLoad(server, config.MAX_IN_FLIGHT);
  if (config.LOG_LEVEL === 'debug' || config.LOG_LEVEL === 'trace') logAccess(server);
}

/** A body that is no file must come at once. */
export function limitBodies(server: FastifyInstance, most = bodyMs): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    if (raw.method !== 'GET' && raw.method !== 'HEAD' && !isUpload(request)) {
      const impatience = setTimeout(() => raw.destroy(), most);
      raw.once('close', () => clearTimeout(impatience));
    }
    done();
  });
}

/** A request that would only wait is told to come back, before its body is read. */
function shedLoad(server: FastifyInstance, most: number): void {
  let inFlight = 0;
  server.addHook('onRequest', (request, reply, done) => {
    if (!isWork(request.url)) return done();
    if (inFlight >= most) {
      return sendProblem(request, reply, new Problem('overloaded', { context: { retryAfterSeconds: 1 } }));
    }
    inFlight++;
    // Comes once however the response ends, also when the client goes away.
    reply.raw.once('close', () => inFlight--);
    done();
  });
}

function logAccess(server: FastifyInstance): void {
  const logger = new Logger('access');
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const took = Math.round(reply.elapsedTime * 10) / 10;
    logger.debug({ method, route: routeOptions.url, status: reply.statusCode, ms: took, traceId: traceIdOf(request) });
    done();
  });
}
