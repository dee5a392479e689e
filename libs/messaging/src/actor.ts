import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NatsContext } from '@nestjs/microservices';
import type { MsgHdrs } from '@nats-io/transport-node';
import { actorKinds, type Actor } from '@deskbeat/contracts';

export const actorHeader = 'deskbeat-actor';
export const deadlineHeader = 'deskbeat-deadline';

export const isActorKind = (kind: unknown): kind is Actor['kind'] => (actorKinds as readonly unknown[]).includes(kind);

export function actorFrom(headers: MsgHdrs | undefined): Actor {
  const raw = headers?.has(actorHeader) ? headers.get(actorHeader) : undefined;
  if (!raw) return { kind: 'system', id: 'unknown' };
  const { kind, id, name } = JSON.parse(decodeURIComponent(raw)) as Partial<Actor>;
  if (!isActorKind(kind) || typeof id !== 'string') return { kind: 'system', id: 'unknown' };
  return { kind, id, ...(typeof name === 'string' && { name }) };
}

/** NATS headers are single ASCII lines; a name may be anything. */
export const actorValue = (actor: Actor): string => encodeURIComponent(JSON.stringify(actor));

/** Who asked: from the request's headers. */
export const RequestedBy = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const nats = context.switchToRpc().getContext<NatsContext>();
  return actorFrom(nats.getHeaders() as MsgHdrs | undefined);
});
