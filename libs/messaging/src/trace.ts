import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { aboutTicket } from '@deskbeat/telemetry';
import {
  context,
  propagation,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type SpanOptions,
  type TextMapGetter,
  type TextMapSetter,
} from '@opentelemetry/api';

const setter: TextMapSetter<MsgHdrs> = { set: (carrier, key, value) => carrier.set(key, value) };
const getter: TextMapGetter<MsgHdrs> = {
  keys: (carrier) => carrier.keys(),
  get: (carrier, key) => (carrier.has(key) ? carrier.get(key) : undefined),
};
const tracer = trace.getTracer('deskbeat');

/** Headers with the active trace context (W3C `traceparent`). */
export function tracedHeaders(into: MsgHdrs = headers()): MsgHdrs {
  propagation.inject(context.active(), into, setter);
  return into;
}

export const ticketHeader = 'deskbeat-ticket';
const ticketOfEvent = /^(?:ticket|assignment|clock):(.+):\d+$/;

/** The ticket that a message is about: a request names it, an event has it in its id. */
function ticketOf(from: MsgHdrs): string | undefined {
  if (from.has(ticketHeader)) return decodeURIComponent(from.get(ticketHeader));
  return ticketOfEvent.exec(from.get('Nats-Msg-Id'))?.[1];
}

/** The context that a message brought: its trace, and the ticket for the log. */
export function contextOf(from: MsgHdrs | undefined): Context {
  if (!from) return context.active();
  const traced = propagation.extract(context.active(), from, getter);
  const ticketId = ticketOf(from);
  return ticketId === undefined ? traced : aboutTicket(ticketId, traced);
}

/** `traceparent` of the active span, to be kept with data that is published later. */
export function currentTraceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Runs `work` in a span named like the subject; a failure marks the span and goes on. */
export function inSpan<T>(
  name: string,
  options: SpanOptions,
  parent: Context,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}
