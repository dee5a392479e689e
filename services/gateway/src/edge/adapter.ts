import { isUtf8 } from 'node:buffer';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '@deskbeat/contracts';
import type { GatewayConfig } from '../gateway.config.js';
import { headersOfAll } from './headers-of-all.js';
import { problemAtTheEdge } from './problem-body.js';
import { sendProblem } from './send-problem.js';

/** Bytes of a request's body. */
export const bodyLimit = 256 * 1024;
const formType = 'application/x-www-form-urlencoded';
/** Bytes of a form: its texts may be percent-encoded. */
const formLimit = 32 * 1024;
/** Levels of objects and lists in a body; no contract needs more than 5. */
const deepest = 16;

/** Milliseconds in which a file must have come. */
const uploadMs = 600_000;

/** Milliseconds that requests at work have to end when the gateway closes. */
const closingMs = 1_500;

/** Fastify that takes JSON, and a form where customers answer, and whose close no client can hold up. */
class EdgeAdapter extends FastifyAdapter {
  override async close(): Promise<void> {
    const { server } = this.getInstance<FastifyInstance>();
    const impatience = setTimeout(() => server.closeAllConnections(), closingMs);
    try {
      await super.close();
    } finally {
      clearTimeout(impatience);
    }
  }

  override registerParserMiddleware(): void {
    const server = this.getInstance<FastifyInstance>();
    server.removeAllContentTypeParsers();
    // The bytes of a file go on as they come; no other route takes them.
    server.addContentTypeParser('application/octet-stream', (request, payload, done) =>
      isUpload(request) ? done(null, payload) : done(new Problem('unsupported-media-type')),
    );
    server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
      try {
        done(null, jsonFrom(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    });
    // A page without a script sends a form; nowhere else, so that no foreign page can write to the API.
    server.addContentTypeParser(formType, { parseAs: 'string', bodyLimit: formLimit }, (request, body, done) => {
      if (!/^\/(confirm|welcome|portal)\//.test(request.url)) return done(new Problem('unsupported-media-type'));
      done(null, Object.fromEntries(new URLSearchParams(body as string)));
    });
  }
}

export function edgeAdapter(config: Pick<GatewayConfig, 'TRUST_PROXY' | 'PUBLIC_URL'>): FastifyAdapter {
  const { TRUST_PROXY } = config;
  const headers = headersOfAll(config);
  const adapter = new EdgeAdapter({
    bodyLimit,
    maxParamLength: 256,
    trustProxy: TRUST_PROXY.length > 0 && TRUST_PROXY,
    requestTimeout: uploadMs,
    // What comes while it closes is answered like everything else.
    return503OnClosing: false,
    // Paths that cannot be decoded reach neither a hook nor a filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(request, reply.headers(headers), problemAtTheEdge(error)),
  });
  rememberRoutes(adapter.getInstance<FastifyInstance>());
  return adapter;
}

/** Whether a request brings the bytes of a file. */
export const isUpload = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url === '/api/v1/files';

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** @throws Problem `malformed-request` when it is no JSON text, too deep or tampers with prototypes */
export function jsonFrom(body: Buffer): unknown {
  if (!isUtf8(body)) throw malformed('the body is not UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw malformed(body.length === 0 ? 'the body is empty' : 'the body is not JSON');
  }
  inspect(value, 1);
  return value;
}

function inspect(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > deepest) throw malformed(`the body is deeper than ${deepest} levels`);
  if (Array.isArray(value)) for (const item of value) inspect(item, depth + 1);
  else
    for (const [key, item] of Object.entries(value)) {
      if (forbidden.has(key)) throw malformed(`the body holds the key ${key}`);
      inspect(item, depth + 1);
    }
}

const malformed = (detail: string): Problem => new Problem('malformed-request', { detail });

const routes = new WeakMap<FastifyInstance['server'], { path: RegExp; method: string }[]>();

function rememberRoutes(server: FastifyInstance): void {
  const known: { path: RegExp; method: string }[] = [];
  routes.set(server.server, known);
  server.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const path = new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}/?$`);
    for (const one of [method].flat()) known.push({ path, method: one });
  });
}

/** The methods that a path of the API can be asked with. */
export function allowedMethods({ server }: FastifyInstance, url: string): string[] {
  const path = url.split('?', 1)[0]!;
  const fitting = (routes.get(server) ?? []).filter((route) => route.path.test(path)).map(({ method }) => method);
  return [...new Set(fitting)].sort();
}
