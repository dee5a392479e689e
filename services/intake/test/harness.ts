import { randomUUID } from 'node:crypto';
import { MongoClient, type Collection } from 'mongodb';
import {
  actorIn,
  addNote,
  assignmentDecided,
  getTicket,
  getTimeline,
  listQueues,
  listTeams,
  openTicket,
  type Actor,
  type AssignmentDecided,
  type Event,
  type EventContract,
  type Identity,
  type OpenTicket,
  type RequestContract,
  type TicketView,
  type TimelineEntry,
} from '@deskbeat/contracts';
import { jetstreamManager } from '@nats-io/jetstream';
import { Authority, Bus, connectBus, deadLetterHeaders, deadLetterStream, EventPublisher } from '@deskbeat/messaging';
import { startService, type RunningService, type Time } from '@deskbeat/service';
import { eventually, startBus, startKeys, startStore, type ManualTime } from '@deskbeat/testing';
import { intake } from '../src/index.js';
import type { CustomerDocument } from '../src/customer/customer.schema.js';
import { IntakeModule } from '../src/intake.module.js';
import type { TicketDocument } from '../src/ticket/ticket.schema.js';

export const ana: Actor = { kind: 'person', id: 'ana', name: 'Ana' };

/** The service with a real bus and a real store, and hands to work on it from outside. */
export async function startIntake(settings: NodeJS.ProcessEnv = {}, time?: ManualTime) {
  const [bus, store, keys] = await Promise.all([startBus(), startStore(), startKeys()]);
  const env = { NATS_URL: bus.url, MONGODB_URI: store.uri, DATABASE_PREFIX: `${store.prefix}_`, LOG_LEVEL: 'fatal' };
  const start = (): Promise<RunningService> =>
    startService(
      { ...intake, module: (config) => IntakeModule.with(config, time as Time | undefined) },
      { ...env, ...keys.env, ...settings },
    );
  const stopGround = async (): Promise<void> => {
    await store.stop();
    await bus.stop();
    await keys.stop();
  };
  const services = [
    await start().catch(async (error: unknown) => {
      await stopGround();
      throw error;
    }),
  ];
  const asking = new Bus(bus.url, 'test', new Authority('open', await keys.of('gateway')));
  const publisher = new EventPublisher(bus.url, 'test');
  await publisher.connect();
  const connection = await connectBus(bus.url, 'test');
  const published: Event[] = [];
  for (const own of ['evt.ticket.>', 'evt.timeline.>', 'evt.relation.>', 'evt.customer.>', 'evt.asset.>'])
    connection.subscribe(own, { callback: (_, message) => void published.push(message.json<Event>()) });
  const mongo = new MongoClient(store.uri);
  const database = mongo.db(`${store.prefix}_intake`);

  /** Asks as somebody who is no administrator. */
  const askAs = <Q extends object, A extends object>(
    identity: Identity,
    contract: RequestContract<Q, A>,
    payload: Q,
  ): Promise<A> => asking.ask(contract, payload, { actor: actorIn(identity), identity, deadlineMs: 15_000 });
  const ask = <Q extends object, A extends object>(contract: RequestContract<Q, A>, payload: Q, actor = ana) =>
    asking.ask(contract, payload, { actor, deadlineMs: 15_000 });
  return {
    bus,
    store,
    connection,
    ask,
    askAs,
    keys,
    collection: (name: string) => database.collection(name),
    tickets: database.collection('tickets') as unknown as Collection<TicketDocument>,
    customers: database.collection('customers') as unknown as Collection<CustomerDocument>,
    /** Events about a ticket or a customer that went over the bus, each once, in order of their versions. */
    eventsOf: (id: string): Event[] =>
      [
        ...new Map(published.filter((event) => event.aggregateId === id).map((event) => [event.id, event])).values(),
      ].sort((a, b) => a.version - b.version),
    /** Newest dead letter of a consumer of the service. */
    async deadLetter(
      stream: string,
      entity: string,
    ): Promise<{ code: string; reason: string; subject: string } | undefined> {
      const { streams } = await jetstreamManager(connection);
      const letter = await streams.getMessage(deadLetterStream, { last_by_subj: `dlq.${stream}.intake-${entity}` });
      const read = (header: string): string => letter?.header.get(header) ?? '';
      const { code, reason, subject } = deadLetterHeaders;
      return letter ? { code: read(code), reason: read(reason), subject: read(subject) } : undefined;
    },
    /** Queues and teams as assignment names them. */
    structure: (queues: readonly object[], teams: readonly string[] = []) =>
      [
        [listQueues.subject, { items: queues }] as const,
        [listTeams.subject, { items: teams.map((id) => ({ id, name: id })) }] as const,
      ].map(([subject, answer]) =>
        connection.subscribe(subject, { callback: (_, message) => void message.respond(JSON.stringify(answer)) }),
      ),
    /** One more replica. */
    another: async () => void services.push(await start()),
    async open(wanted: Partial<OpenTicket> = {}): Promise<TicketView> {
      return (await ask(openTicket, anIssue(wanted))).ticket;
    },
    note: (ticketId: string, text = 'noted') => ask(addNote, { ticketId, text }),
    async timeline(ticketId: string): Promise<TimelineEntry[]> {
      return (await ask(getTimeline, { ticketId, limit: 200 })).items;
    },
    /** A ticket that Ana works on. */
    async inProgress(wanted: Partial<OpenTicket> = {}): Promise<TicketView> {
      const { id } = await this.open(wanted);
      return this.assignToAna(id);
    },
    async assignToAna(id: string): Promise<TicketView> {
      await this.tell(assignmentDecided, id, 1, toAna(id));
      return eventually(async () => {
        const ticket = await ask(getTicket, { id });
        if (ticket.status !== 'in-progress') throw new Error(`still ${ticket.status}`);
        return ticket;
      });
    },
    /** A fact of another service, as its outbox relay publishes it. */
    async tell<T extends object>(contract: EventContract<T>, aggregateId: string, version: number, data: T) {
      const { subject } = contract;
      const id = `${subject.split('.')[1]}:${aggregateId}:${version}`;
      const event = { id, subject, aggregateId, version, at: new Date().toISOString(), actor: ana, data };
      await publisher.publish(event, undefined, true);
    },
    async stop(): Promise<void> {
      await connection.close();
      await asking.onApplicationShutdown();
      await publisher.onApplicationShutdown();
      await Promise.all(services.map((service) => service.close()));
      await mongo.close();
      await stopGround();
    },
  };
}

export type Intake = Awaited<ReturnType<typeof startIntake>>;

export const anIssue = (wanted: Partial<OpenTicket> = {}): OpenTicket => ({
  subject: 'The printer is on fire',
  channel: 'web',
  customer: { email: `${randomUUID()}@example.com` },
  ...wanted,
});

/** That Ana has a ticket. */
export const toAna = (ticketId: string): AssignmentDecided => ({
  ticketId,
  number: 'DB-7',
  subject: 'No light',
  personId: 'ana',
  personName: 'Ana',
  queueId: 'default',
  mode: 'round-robin',
  reason: 'her turn',
});
