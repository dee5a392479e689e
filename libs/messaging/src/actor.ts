import type { MsgHdrs } from '@nats-io/transport-node';
import { actorKinds, type Actor } from '@deskbeat/contracts';

export const actorHeader = 'deskbeat-actor';
export const deadlineHeader = 'deskbeat-deadline';

export const isActorKind = (kind: unknown): kind is Actor['kind'] => (actorKinds as readonly unknown[]).includes(kind);

export function actorFrom(headers: MsgHdrs | undefined): Actor {
  const raw = headers?.has(actorHeader) ? headers.get(actorHeader) : undefined;
  const { kind, id, name } = raw === undefined ? {} : read(raw);
  if (!isActorKind(kind) || typeof id !== 'string') return { kind: 'system', id: 'unknown' };
  return { kind, id, ...(typeof name === 'string' && { name }) };
}

function read(raw: string): Partial<Actor> {
  try {
    return (JSON.parse(decodeURIComponent(raw)) ?? {}) as Partial<Actor>;
  } catch {
    return {};
  }
}

/** NATS headers are single ASCII lines; a name may be anything. */
export const actorValue = (actor: Actor): string => encodeURIComponent(JSON.stringify(actor));
