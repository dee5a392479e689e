import { jetstreamManager } from '@nats-io/jetstream';
import { MongoClient, type Collection } from 'mongodb';
import {
  savePerson,
  setPresence,
  ticketOpened,
  type Actor,
  type DataOf,
  type Event,
  type EventContract,
  type Identity,
  type Presence,
  type PersonRole,
  type RequestContract,
  type SavePerson,
} from '@deskbeat/contracts';
import { Authority, Bus, connectBus, EventPublisher } from '@deskbeat/messaging';
import { startService, type RunningService } from '@deskbeat/service';
import { eventually, startBus, startKeys, startStore } from '@deskbeat/testing';
import type { AssignmentDocument } from '../src/deciding/assignment.store.js';
import { assignment } from '../src/index.js';
import type { DeskDocument } from '../src/deciding/desk.store.js';

export const lead: Actor = { kind: 'person', id: 'lead', name: 'The lead' };

/** The service with a real bus and a real store, and hands to work on it from outside. */
export async function startAssignment() {
  const [bus, store, keys] = await Promise.all([startBus(), startStore(), startKeys()]);
  const env = {
    ...keys.env,
    NATS_URL: bus.url,
    MONGODB_URI: store.uri,
    DATABASE_PREFIX: `${store.prefix}_`,
    LOG_LEVEL: 'silent',
    DRAIN_EVERY_MS: '200',
  };
  const services: RunningService[] = [];
  const asking = new Bus(bus.url, 'test', new Authority('open', await keys.of('gateway')));
  const publisher = new EventPublisher(bus.url, 'test');
  await publisher.connect();
  const connection = await connectBus(bus.url, 'test');
  const heard: Event[] = [];
  for (const subject of ['evt.assignment.>', 'evt.person.>']) {
    connection.subscribe(subject, { callback: (_, message) => void heard.push(message.json<Event>()) });
  }
  await connection.flush();
  const mongo = new MongoClient(store.uri);
  const database = mongo.db(`${store.prefix}_assignment`);
  const assignments = database.collection('assignments') as unknown as Collection<AssignmentDocument>;

  const ask = <Q extends object, A extends object>(contract: RequestContract<Q, A>, payload: Q, actor = lead) =>
    asking.ask(contract, payload, { actor, deadlineMs: 15_000 });
  const askAs = <Q extends object, A extends object>(
    { kind, id, ...rest }: Identity,
    contract: RequestContract<Q, A>,
    payload: Q,
  ) => asking.ask(contract, payload, { actor: { kind, id }, identity: { kind, id, ...rest }, deadlineMs: 15_000 });
  const start = async (): Promise<void> => void services.push(await startService(assignment, env));
  const stopServices = async (): Promise<void> => {
    await Promise.all(services.splice(0).map((service) => service.close()));
  };
  const tell = async <C extends EventContract>(contract: C, ticketId: string, version: number, data: DataOf<C>) => {
    const { subject } = contract;
    const id = `${subject.split('.')[1]}:${ticketId}:${version}`;
    const event = { id, subject, aggregateId: ticketId, version, at: new Date().toISOString(), actor: lead, data };
    await publisher.publish(event, undefined, true);
  };
  await start();
  return {
    bus,
    store,
    heard,
    ask,
    askAs,
    tell,
    assignments,
    desk: database.collection<DeskDocument>('desk'),
    database,
    /** One more replica. */
    start,
    /** One replica less. */
    stopOne: async () => services.pop()?.close(),
    stopServices,
    open: (ticketId: string, wanted: Partial<DataOf<typeof ticketOpened>> = {}) =>
      tell(ticketOpened, ticketId, 1, aTicket(ticketId, wanted)),
    async person(
      id: string,
      presence: Presence = 'available',
      role: PersonRole = 'agent',
      more: Partial<SavePerson> = {},
    ) {
      await ask(savePerson, { id, name: id.toUpperCase(), email: `${id}@example.com`, role, ...more });
      if (presence !== 'offline') await ask(setPresence, { personId: id, presence });
    },
    /** Events about a ticket or a person, without their common part; one that was published again is the same one. */
    told(id: string): string[] {
      const events = new Map(heard.filter(({ aggregateId }) => aggregateId === id).map((event) => [event.id, event]));
      return [...events.values()].map(({ subject }) => subject.split('.')[2]!);
    },
    waiting: (ticketId: string) =>
      eventually(async () => {
        const found = await assignments.findOne({ _id: ticketId });
        if (found?.state !== 'waiting' || found.unannounced) throw new Error(`${ticketId} is ${found?.state}`);
        return found as AssignmentDocument & { state: 'waiting' };
      }),
    assigned: (ticketId: string) =>
      eventually(async () => {
        const found = await assignments.findOne({ _id: ticketId });
        if (found?.state !== 'assigned') throw new Error(`${ticketId} is ${found?.state}`);
        return found as AssignmentDocument & { state: 'assigned' };
      }),
    async deadLetters(): Promise<number> {
      return (await (await jetstreamManager(connection)).streams.info('DLQ')).state.messages;
    },
    /** Resolves when every ticket event is processed. */
    async quiet(): Promise<void> {
      const manager = await jetstreamManager(connection);
      await eventually(async () => {
        const { num_pending, num_ack_pending } = await manager.consumers.info('EVENTS', 'assignment-ticket');
        return num_pending + num_ack_pending === 0;
      });
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

export type Harness = Awaited<ReturnType<typeof startAssignment>>;

const aTicket = (id: string, wanted: Partial<DataOf<typeof ticketOpened>>): DataOf<typeof ticketOpened> => ({
  number: `DB-${id}`,
  subject: 'The printer is on fire',
  type: 'fault',
  priority: 'medium',
  channel: 'web',
  customerId: 'customer-1',
  tier: 'standard',
  tags: [],
  reportedAt: new Date().toISOString(),
  ...wanted,
});
