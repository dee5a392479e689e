import type { FastifyRequest } from 'fastify';
import type { Authenticated } from '@deskbeat/contracts';

/** By what somebody came in. */
export type Caller = { by: 'cookie'; secret: string; session: Authenticated };

const callers = new WeakMap<FastifyRequest, Caller>();

export const callerOf = (request: FastifyRequest): Caller | undefined => callers.get(request);
export const isCalledBy = (request: FastifyRequest, caller: Caller): void => void callers.set(request, caller);
