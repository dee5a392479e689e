import type { FastifyReply } from 'fastify';
import { httpIntakeSource, Problem, type OpenedTicket, type OpenTicket, type TicketView } from '@deskbeat/contracts';

/**
 * The request with what HTTP says outside its body. `Idempotency-Key` is an intake key of the source `http`.
 * @throws Problem `malformed-request` when the body brings an intake key as well
 */
export function opening(asked: OpenTicket, idempotencyKey: string | undefined): OpenTicket {
  const request = { ...asked, channel: asked.channel === undefined ? 'api' : asked.channel };
  if (idempotencyKey === undefined) return request;
  if (asked.intakeKey !== undefined) {
    throw new Problem('malformed-request', { detail: 'send either Idempotency-Key or intakeKey' });
  }
  return { ...request, intakeKey: { source: httpIntakeSource, key: idempotencyKey } };
}

/** 201 and where the ticket is; 200 when the key named one that was there already. */
export function opened({ ticket, created }: OpenedTicket, reply: FastifyReply): TicketView {
  void reply.status(created ? 201 : 200).header('location', `/api/v1/tickets/${encodeURIComponent(ticket.id)}`);
  return ticket;
}
