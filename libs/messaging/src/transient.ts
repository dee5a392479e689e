import { Problem, problemOf } from '@deskbeat/contracts';

const infrastructure =
  /^(Mongo(Network|NetworkTimeout|ServerSelection|NotConnected|PoolCleared|PoolClosed|ServerClosed|TopologyClosed|WriteConcern|ExpiredSession).*Error|MongooseServerSelectionError|TimeoutError|NoRespondersError|ConnectionError|ClosedConnectionError|DrainingConnectionError|RequestError)$/;

/**
 * What a store answers that is there but cannot serve: it has no primary or changes it, shuts down, or its disk is full.
 * Numbers are MongoDB's, see its `error_codes.yml`.
 */
const cannotServe = new Set<unknown>([
  6, 7, 64, 89, 91, 133, 134, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031,
]);

/** A bulk write wraps the failure of the line in an error of its own, which says no more than its words. */
const lostLine = /ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|connection \d* ?.*closed|socket/i;

/** The store or the bus is away: it will come back, and the work must wait for it however long that takes. */
export function isOutage(error: unknown): boolean {
  const { name, code: answer } = (error ?? {}) as { name?: unknown; code?: unknown };
  if (typeof name === 'string') {
    if (infrastructure.test(name)) return true;
    if (name.startsWith('Mongo') && (cannotServe.has(answer) || lostLine.test(String(error)))) return true;
  }
  const { code } = problemOf(error);
  return code === 'service-unavailable' || code === 'deadline-exceeded' || code === 'overloaded';
}

/** Trying the same again can help. Unknown errors are given the benefit of the doubt. */
export const isRetryable = (error: unknown): boolean => isOutage(error) || problemOf(error).retryable;

/** What is shown to a caller: outages by their own code, unknown errors without their words. */
export const toProblem = (error: unknown): Problem =>
  isOutage(error) && problemOf(error).code === 'internal' ? new Problem('service-unavailable') : problemOf(error);
