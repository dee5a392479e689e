import { Problem, problemOf } from '@deskbeat/contracts';

const infrastructure =
  /^(Mongo(Network|NetworkTimeout|ServerSelection|NotConnected|PoolCleared|PoolClosed|ServerClosed|TopologyClosed|WriteConcern|ExpiredSession).*Error|MongooseServerSelectionError|TimeoutError|NoRespondersError|ConnectionError|ClosedConnectionError|DrainingConnectionError|RequestError)$/;

/** The store or the bus is away: it will come back, and the work must wait for it however long that takes. */
export function isOutage(error: unknown): boolean {
  const name = (error as { name?: unknown } | undefined)?.name;
  if (typeof name === 'string' && infrastructure.test(name)) return true;
  const { code } = problemOf(error);
  return code === 'service-unavailable' || code === 'deadline-exceeded' || code === 'overloaded';
}

/** Trying the same again can help. Unknown errors are given the benefit of the doubt. */
export const isRetryable = (error: unknown): boolean => isOutage(error) || problemOf(error).retryable;

/** What is shown to a caller: outages by their own code, unknown errors without their words. */
export const toProblem = (error: unknown): Problem =>
  isOutage(error) && problemOf(error).code === 'internal' ? new Problem('service-unavailable') : problemOf(error);
