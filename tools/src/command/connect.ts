import { busConnection } from '@deskbeat/messaging';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { withoutUser } from './target.js';

/**
 * A connection for a program that a person waits for: it does not wait for a bus that is not there, but bears one that
 * goes away and comes back.
 * @throws Error that says what to do
 */
export async function connectNow(url: string, name: string): Promise<NatsConnection> {
  try {
    return await connect({ ...busConnection(url, name), waitOnFirstConnect: false, timeout: 5_000 });
  } catch (error) {
    throw new Error(`no NATS server lets us in at ${withoutUser(url)}; is the system running (npm start)?`, {
      cause: error,
    });
  }
}
