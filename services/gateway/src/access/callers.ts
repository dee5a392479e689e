import type { FastifyRequest } from 'fastify';
import type { Authenticated, Identity } from '@deskbeat/contracts';

/** By what somebody came in. */
export type Caller =
  | { by: 'cookie'; identity: Identity; secret: string; session: Authenticated }
  | { by: 'token'; identity: Identity; expiresAt: string }
  | { by: 'key'; identity: Identity };

const callers = new WeakMap<FastifyRequest, Caller>();

export const callerOf = (request: FastifyRequest): Caller | undefined => callers.get(request);
export const isCalledBy = (request: FastifyRequest, caller: Caller): void => void callers.set(request, caller);

/** The session that somebody came in by; a program with a key has none. */
export const sessionIdOf = (caller: Caller | undefined): string | undefined =>
  caller && caller.by !== 'key' ? caller.identity.session : undefined;
