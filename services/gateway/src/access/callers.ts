import type { FastifyRequest } from 'fastify';
import type { Authenticated, Identity } from '@deskbeat/contracts';

/** By what somebody came in. */
export type Caller =
  | { by: 'cookie'; identity: Identity; secret: string; session: Authenticated }
  | { by: 'token'; identity: Identity; expiresAt: string }
  | { by: 'key'; identity: Identity; expiresAt?: string };

const callers = new WeakMap<FastifyRequest, Caller>();

export const callerOf = (request: FastifyRequest): Caller | undefined => callers.get(request);
export const isCalledBy = (request: FastifyRequest, caller: Caller): void => void callers.set(request, caller);

/** The session that somebody came in by; a program with a key has none. */
export const sessionIdOf = (caller: Caller | undefined): string | undefined =>
  caller && caller.by !== 'key' ? caller.identity.session : undefined;

/** What something that stays open hangs on: the ids whose change ends it, and until when it may last (epoch milliseconds). */
export interface Credit {
  ids: readonly string[];
  until: number;
}

/** Where access is open, nobody's end. */
export function creditOf(caller: Caller | undefined): Credit {
  if (!caller) return { ids: [], until: Infinity };
  const { id, session } = caller.identity;
  const expiresAt = caller.by === 'cookie' ? caller.session.expiresAt : caller.expiresAt;
  return {
    ids: [...(session === undefined ? [] : [session]), ...(caller.by === 'key' ? [] : [id])],
    until: expiresAt === undefined ? Infinity : Date.parse(expiresAt),
  };
}
