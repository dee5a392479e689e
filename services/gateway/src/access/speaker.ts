import type { FastifyRequest } from 'fastify';
import { actorIn, type Actor, type Identity, type KeyHolder } from '@deskbeat/contracts';
import { actorOf } from '../edge/actor.js';
import { callerOf } from './callers.js';

/** For whom a request is done. Without credentials, where that is allowed, the header is believed. */
export function speakerOf(request: FastifyRequest): { actor: Actor; identity?: Identity } {
  const caller = callerOf(request);
  if (!caller) return { actor: actorOf(request.headers['x-deskbeat-actor']) };
  const identity = { ...caller.identity, address: request.ip };
  return { actor: actorIn(identity), identity };
}

/** Who a program with a key speaks as: itself, or whom it names where it may. It never is more than its key. */
export function spokenAs(holder: KeyHolder, header: string | string[] | undefined): Identity {
  const { identity, actsForOthers } = holder;
  if (!actsForOthers || header === undefined) return identity;
  const actor = actorOf(header);
  return { ...identity, name: undefined, ...actor, role: actor.kind === 'customer' ? 'customer' : identity.role };
}
