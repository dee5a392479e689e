import type { FastifyRequest } from 'fastify';
import { actorIn, type Actor, type Identity } from '@deskbeat/contracts';
import { actorOf } from '../edge/actor.js';
import { callerOf } from './callers.js';

/** For whom a request is done. Without credentials, where that is allowed, the header is believed. */
export function speakerOf(request: FastifyRequest): { actor: Actor; identity?: Identity } {
  const caller = callerOf(request);
  if (!caller) return { actor: actorOf(request.headers['x-deskbeat-actor']) };
  const identity = { ...caller.session.identity, address: request.ip };
  return { actor: actorIn(identity), identity };
}
