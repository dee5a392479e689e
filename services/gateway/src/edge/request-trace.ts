import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type TextMapGetter,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface RequestTrace {
  span: Span;
  within: Context;
  /** Ended here; a span of the HTTP instrumentation ends by itself. */
  own: boolean;
}

const traces = new WeakMap<FastifyRequest, RequestTrace>();
const tracer = trace.getTracer('deskbeat');
const getter: TextMapGetter<FastifyRequest['headers']> = {
  keys: (headers) => Object.keys(headers),
  get: (headers, key) => headers[key],
};

/** Id that a person can quote. */
export const traceIdOf = (request: FastifyRequest): string | undefined =>
  traces.get(request)?.span.spanContext().traceId;

/** Continues the caller's trace or starts one; the bus calls of the request become part of it. */
export function traceRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const begun = begin(request);
    traces.set(request, begun);
    void reply.header('x-trace-id', begun.span.spanContext().traceId);
    reply.raw.once('close', () => end(request, reply, begun));
    context.with(begun.within, done);
  });
  // The body arrives in callbacks of the socket, which know nothing of the request's context.
  server.addHook('preValidation', (request, _reply, done) => {
    context.with(traces.get(request)?.within ?? context.active(), done);
  });
}

function begin(request: FastifyRequest): RequestTrace {
  const instrumented = trace.getActiveSpan();
  if (instrumented) return { span: instrumented, within: context.active(), own: false };
  const caller = propagation.extract(context.active(), request.headers, getter);
  const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER }, caller);
  return { span, within: trace.setSpan(caller, span), own: true };
}

function end(request: FastifyRequest, { statusCode }: FastifyReply, { span, own }: RequestTrace): void {
  const route = request.routeOptions.url;
  if (route) span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
  if (!own) return;
  span.setAttributes({ 'http.request.method': request.method, 'http.response.status_code': statusCode });
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
