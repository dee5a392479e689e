import { connect, type NatsConnection } from '@nats-io/transport-node';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { Actor, DataOf, Event, EventContract } from '@deskbeat/contracts';
import { Authority, Bus, EventPublisher } from '@deskbeat/messaging';
import { startService, type RunningService } from '@deskbeat/service';
import { startBus, startKeys, startStore } from '@deskbeat/testing';
import { sla } from '../src/index.js';
import type { SlaConfig } from '../src/sla.config.js';
import { SlaModule } from '../src/sla.module.js';
import type { Time } from '@deskbeat/service';
import { ManualTime } from '@deskbeat/testing';

/** A Monday, 09:00 in Berlin. */
export const monday = Date.parse('2026-01-05T08:00:00Z');
export const hour = 3_600_000;
const agent: Actor = { kind: 'person', id: 'agent-1' };

export interface Harness {
  bus: Bus;
  broker: Awaited<ReturnType<typeof startBus>>;
  store: Awaited<ReturnType<typeof startStore>>;
  time: ManualTime;
  /** Events of clocks, each once: a relay may publish one again, which the stream ignores but a listener hears. */
  heard: Event[];
  startSla(env?: NodeJS.ProcessEnv): Promise<RunningService>;
  stopSla(): Promise<void>;
  publish<C extends EventContract>(
    contract: C,
    ticketId: string,
    version: number,
    data: DataOf<C>,
    at?: number,
  ): Promise<void>;
  /** What the events of a ticket's clock are, without their common part. */
  told(ticketId: string): string[];
  deadLetters(): Promise<number>;
  /** A collection of the service. */
  collection(name: string): Collection<Document & { _id: string }>;
  /** Answers for another service from now on, and keeps what it is asked. */
  stand(contract: { subject: string }, answer: object): { asked: object[] };
  /** Messages of the ticket stream that wait to be processed or to be acknowledged. */
  backlog(): Promise<number>;
  stop(): Promise<void>;
}

export async function startHarness(own?: Time): Promise<Harness> {
  const [broker, store, keys] = await Promise.all([startBus(), startStore(), startKeys()]);
  const time = new ManualTime(monday);
  const services: RunningService[] = [];
  const env = {
    ...keys.env,
    NATS_URL: broker.url,
    MONGODB_URI: store.uri,
    DATABASE_PREFIX: `${store.prefix}_`,
    LOG_LEVEL: 'silent',
    SLA_LEASE_MS: '600',
  };
  const startSla = async (more: NodeJS.ProcessEnv = {}): Promise<RunningService> => {
    const definition = { ...sla, module: (config: SlaConfig) => SlaModule.with(config, own ?? time) };
    const service = await startService(definition, { ...env, ...more });
    services.push(service);
    return service;
  };
  const bus = new Bus(broker.url, 'test', new Authority('open', await keys.of('gateway')));
  const publisher = new EventPublisher(broker.url, 'test');
  await Promise.all([bus.connect(), publisher.connect()]);
  const connection: NatsConnection = await connect({ servers: broker.url, maxReconnectAttempts: -1 });
  const heard: Event[] = [];
  const hear = (event: Event): void => {
    if (!heard.some(({ id }) => id === event.id)) heard.push(event);
  };
  connection.subscribe('evt.clock.>', { callback: (_, message) => hear(message.json<Event>()) });
  await connection.flush();
  const manager = await jetstreamManager(connection);
  const client = await MongoClient.connect(store.uri);
  await startSla();
  return {
    bus,
    broker,
    store,
    time,
    heard,
    startSla,
    async stopSla() {
      await Promise.all(services.splice(0).map((service) => service.close()));
    },
    async publish(contract, ticketId, version, data, at = time.now()) {
      const id = `ticket:${ticketId}:${version}`;
      const around = { id, aggregateId: ticketId, version, at: new Date(at).toISOString(), actor: agent };
      await publisher.publish({ ...around, subject: contract.subject, data }, undefined, true);
    },
    told: (ticketId) =>
      heard
        .filter(({ aggregateId }) => aggregateId === ticketId)
        .sort((a, b) => a.version - b.version)
        .map(({ subject, data }) => `${subject.split('.')[2]} ${(data as { target?: string }).target ?? ''}`.trim()),
    deadLetters: async () => (await manager.streams.info('DLQ')).state.messages,
    collection: (name) => client.db(`${store.prefix}_sla`).collection(name),
    stand: ({ subject }, answer) => {
      const asked: object[] = [];
      connection.subscribe(subject, {
        callback: (_, message) => {
          const { id, data } = message.json<{ id: string; data: object }>();
          asked.push(data);
          message.respond(JSON.stringify({ id, response: answer, isDisposed: true }));
        },
      });
      return { asked };
    },
    backlog: async () => {
      const { num_pending, num_ack_pending } = await (
        await jetstream(connection).consumers.get('EVENTS', 'sla-ticket')
      ).info();
      return num_pending + num_ack_pending;
    },
    async stop() {
      await Promise.all(services.map((service) => service.close()));
      await client.close();
      await Promise.all([bus.onApplicationShutdown(), publisher.onApplicationShutdown(), connection.close()]);
      await Promise.all([broker.stop(), keys.stop(), store.stop()]);
    },
  };
}
