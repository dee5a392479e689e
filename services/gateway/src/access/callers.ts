import type { FastifyRequest } from 'fastify';
import type { Authenticated, Identity } from '@deskbeat/contracts';

/** By what somebody came in. */
export type Caller =
  | { by: 'cookie'; identity: Identity; secret: string; session: Authenticated }
  | { by: 'token'; identity: Identity; session: Authenticated }
  | { by: 'key'; identity: Identity };

const callers = new WeakMap<FastifyRequest, Caller>();

export const callerOf = (request: FastifyRequest): Caller | undefined => callers.get(request);
export const isCalledBy = (request: FastifyRequest, caller: Caller): void => void callers.set(request, caller);

export const sessionOf = (caller: Caller | undefined): Authenticated | undefined =>
  caller && caller.by !== 'key' ? caller.session : undefined;
