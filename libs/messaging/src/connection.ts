import { inboxOf } from '@deskbeat/permissions';
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';

/** Options for every connection to the bus: it may come later, go away and come back. */
export const busConnection = (url: string, name: string): NodeConnectionOptions => ({
  ...userIn(url),
  name,
  waitOnFirstConnect: true,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  reconnectJitter: 100,
  pingInterval: 20_000,
  // Otherwise each request captures stack traces for errors that hardly ever happen.
  noAsyncTraces: true,
});

/** `nats://user:password@host:port`; a user hears answers in an inbox of its own, which nobody else may read. */
function userIn(url: string): NodeConnectionOptions {
  const [, scheme, user, pass, servers] = /^(\w+:\/\/)([^:@/]+):([^@/]+)@(.*)$/.exec(url) ?? [];
  if (user === undefined) return { servers: url };
  const name = decodeURIComponent(user);
  return { servers: scheme! + servers!, user: name, pass: decodeURIComponent(pass!), inboxPrefix: inboxOf(name) };
}

export const connectBus = async (url: string, name: string): Promise<NatsConnection> =>
  gatherWrites(await connect(busConnection(url, name)));

/**
 * The client writes to its socket after every callback; under load that was a quarter of a service's time. Here what is
 * written in one turn of the event loop goes out as one write (docs/adr/0008-one-write-a-turn.md).
 */
export function gatherWrites<C extends object>(connection: C): C {
  const { protocol } = connection as { protocol?: { flushPending?: () => void } };
  const flush = protocol?.flushPending?.bind(protocol);
  if (!protocol || !flush) return connection;
  let isDue = false;
  protocol.flushPending = () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      flush();
    });
  };
  return connection;
}
