import { jetstreamManager } from '@nats-io/jetstream';
import { MongoClient } from 'mongodb';
import {
  getOverview,
  getWallboard,
  ticketOpened,
  type Actor,
  type DataOf,
  type EventContract,
  type GetOverview,
} from '@deskbeat/contracts';
import { Authority, Bus, connectBus, EventPublisher } from '@deskbeat/messaging';
import { startService, type RunningService } from '@deskbeat/service';
import { startBus, startKeys, startStore } from '@deskbeat/testing';
import type { FactDocument } from '../src/fact.store.js';
import { analytics } from '../src/index.js';

const manager: Actor = { kind: 'person', id: 'manager' };
export const reportedAt = Date.parse('2026-01-05T08:00:00Z');

/** The service with a real bus and a real store, and hands to work on it from outside. */
export async function startAnalytics() {
  const [bus, store, keys] = await Promise.all([startBus(), startStore(), startKeys()]);
  const env = {
    ...keys.env,
    NATS_URL: bus.url,
    MONGODB_URI: store.uri,
    DATABASE_PREFIX: `${store.prefix}_`,
    LOG_LEVEL: 'silent',
  };
  const services: RunningService[] = [];
  const asking = new Bus(bus.url, 'test', new Authority('open', await keys.of('gateway')));
  const publisher = new EventPublisher(bus.url, 'test');
  await publisher.connect();
  const connection = await connectBus(bus.url, 'test');
  const mongo = new MongoClient(store.uri);
  const facts = mongo.db(`${store.prefix}_analytics`).collection<FactDocument>('facts');
  const start = async (): Promise<void> => void services.push(await startService(analytics, env));
  const stopServices = async (): Promise<void> => {
    await Promise.all(services.splice(0).map((service) => service.close()));
  };
  const tell = async <C extends EventContract>(
    contract: C,
    ticketId: string,
    version: number,
    data: Partial<DataOf<C>>,
    afterMs = 0,
  ): Promise<void> => {
    const { subject } = contract;
    const id = `${subject.split('.')[1]}:${ticketId}:${version}`;
    const at = new Date(reportedAt + afterMs).toISOString();
    await publisher.publish({ id, subject, aggregateId: ticketId, version, at, actor: manager, data }, undefined, true);
  };
  await start();
  return {
    store,
    facts,
    start,
    stopServices,
    tell,
    open: (ticketId: string, wanted: Partial<DataOf<typeof ticketOpened>> = {}) =>
      tell(ticketOpened, ticketId, 1, { ...aTicket(ticketId), ...wanted }),
    overview: (period: GetOverview = {}) => asking.ask(getOverview, period, { actor: manager, deadlineMs: 15_000 }),
    wallboard: (today: string) => asking.ask(getWallboard, { today }, { actor: manager, deadlineMs: 15_000 }),
    async deadLetters(): Promise<number> {
      return (await (await jetstreamManager(connection)).streams.info('DLQ')).state.messages;
    },
    /** Events that wait to be taken in. */
    async backlog(): Promise<number> {
      const streams = await jetstreamManager(connection);
      const infos = await Promise.all(
        ['ticket', 'clock'].map((entity) => streams.consumers.info('EVENTS', `analytics-${entity}`)),
      );
      return infos.reduce((sum, { num_pending, num_ack_pending }) => sum + num_pending + num_ack_pending, 0);
    },
    async stop(): Promise<void> {
      await stopServices();
      await connection.close();
      await asking.onApplicationShutdown();
      await publisher.onApplicationShutdown();
      await mongo.close();
      await store.stop();
      await bus.stop();
      await keys.stop();
    },
  };
}

export type Harness = Awaited<ReturnType<typeof startAnalytics>>;

const aTicket = (id: string): DataOf<typeof ticketOpened> => ({
  number: `DB-${id}`,
  subject: 'The printer is on fire',
  type: 'fault',
  priority: 'medium',
  channel: 'web',
  customerId: 'customer-1',
  tier: 'standard',
  tags: [],
  reportedAt: new Date(reportedAt).toISOString(),
});
