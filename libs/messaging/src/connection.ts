import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';

/** Options for every connection to the bus: it may come later, go away and come back. */
export const busConnection = (url: string, name: string): NodeConnectionOptions => ({
  servers: url,
  name,
  waitOnFirstConnect: true,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  reconnectJitter: 100,
  pingInterval: 20_000,
  // Otherwise each request captures stack traces for errors that hardly ever happen.
  noAsyncTraces: true,
});

export const connectBus = (url: string, name: string): Promise<NatsConnection> => connect(busConnection(url, name));
