import type { FastifyInstance } from 'fastify';

const allowed = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, if-match, if-none-match, idempotency-key, last-event-id, range, traceparent',
  'access-control-max-age': '600',
};
const shown =
  'etag, location, retry-after, ratelimit, ratelimit-policy, x-trace-id, content-disposition, content-range, accept-ranges';

/**
 * Lets pages of these origins read answers of the API (CORS). Cookies are not for them: they come with a token of their own.
 * Of other origins nothing is said, so their browsers keep the answer from them.
 */
export function answerOrigins(server: FastifyInstance, origins: readonly string[]): void {
  const known = new Set(origins);
  server.addHook('onRequest', (request, reply, done) => {
    const { method, url, headers } = request;
    if (!url.startsWith('/api/')) return done();
    if (known.size > 0) void reply.header('vary', 'Origin');
    const { origin } = headers;
    if (origin === undefined || !known.has(origin)) return done();
    void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': shown });
    // An answer for others: what keeps it from them is said above.
    void reply.header('cross-origin-resource-policy', 'cross-origin');
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return done();
    void reply.headers(allowed).status(204).send();
  });
}
