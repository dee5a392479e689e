import { connect, type Subscription } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import {
  getConfirmationLink,
  getCustomer,
  getFile,
  getMessage,
  getFieldRules,
  getTicket,
  listInbox,
  listNotices,
  pieceBytes,
  Problem,
  readPiece,
  type FieldRule,
  type Actor,
  type CustomerView,
  type DataOf,
  type Event,
  type EventContract,
  type MessageView,
  type NoticeDelivered,
  type NoticeList,
  type NoticeView,
  type TicketView,
} from '@deskbeat/contracts';
import { Authority, Bus, EventPublisher } from '@deskbeat/messaging';
import { startService, type RunningService } from '@deskbeat/service';
import { startBus, startKeys, startStore } from '@deskbeat/testing';
import { notifications } from '../src/index.js';
import { NotificationsModule } from '../src/notifications.module.js';
import { MailServer } from './mail-server.js';
import { ManualTime } from '@deskbeat/testing';

export const actor: Actor = { kind: 'person', id: 'test' };
export const begin = Date.parse('2026-01-05T08:00:00Z');
/** From the start, as rules are known for half a second. */
const fieldRules: FieldRule[] = [{ of: 'ticket', field: 'fields.salary', seenBy: { roles: ['lead'], teams: [] } }];

export type Harness = Awaited<ReturnType<typeof startHarness>>;

/** The service with a real bus, store and mail server; intake answers from two tables. */
export async function startHarness(settings: Record<string, string> = {}) {
  const ground = [startBus(), startStore(), startKeys(), new MailServer().start()] as const;
  const [broker, store, keys, mail] = await Promise.all(ground);
  const time = new ManualTime(begin);
  const env = {
    ...keys.env,
    NATS_URL: broker.url,
    MONGODB_URI: store.uri,
    DATABASE_PREFIX: `${store.prefix}_`,
    LOG_LEVEL: 'silent',
    SMTP_URL: mail.url,
    MAIL_FROM: 'Desk <desk@desk.example.test>',
    PUBLIC_URL: 'https://desk.example.test/',
    ...settings,
  };
  const services: RunningService[] = [];
  const start = async (): Promise<RunningService> => {
    const module = (config: Parameters<typeof NotificationsModule.with>[0]) => NotificationsModule.with(config, time);
    const service = await startService({ ...notifications, module }, env);
    services.push(service);
    return service;
  };
  const bus = new Bus(broker.url, 'test', new Authority('open', await keys.of('gateway')));
  const publisher = new EventPublisher(broker.url, 'test');
  await Promise.all([bus.connect(), publisher.connect()]);
  const connection = await connect({ servers: broker.url, maxReconnectAttempts: -1 });
  const heard = new Map<string, Event>();
  connection.subscribe('evt.notice.>', {
    callback: (_, message) => void heard.set(message.json<Event>().id, message.json<Event>()),
  });
  const tickets = new Map<string, Partial<TicketView>>();
  const messages = new Map<string, Partial<MessageView>>();
  const customers = new Map<string, Partial<CustomerView>>();
  const files = new Map<string, { bytes: Buffer; fails?: Problem }>();
  /** `<id>:<index>` of the pieces that were read. */
  const pieces: string[] = [];
  const answer = (subject: string, find: (query: Record<string, unknown>) => object | undefined): Subscription =>
    connection.subscribe(subject, {
      callback: (_, message) => {
        const { id, data } = message.json<{ id: string; data: Record<string, unknown> }>();
        const response = find(data);
        const result =
          response instanceof Problem
            ? { err: response.toJSON() }
            : response
              ? { response }
              : { err: new Problem('not-found').toJSON() };
        message.respond(JSON.stringify({ id, ...result, isDisposed: true }));
      },
    });
  let answers: Subscription[] = [];
  const intake = {
    async leave(): Promise<void> {
      for (const subscription of answers) subscription.unsubscribe();
      await connection.flush();
    },
    async come(): Promise<void> {
      answers = [
        answer(getFieldRules.subject, () => ({ rules: fieldRules })),
        answer(getTicket.subject, ({ id }) => tickets.get(id as string)),
        answer(getCustomer.subject, ({ id }) => customers.get(id as string)),
        answer(getFile.subject, ({ id }) => {
          const file = files.get(id as string);
          return file && { id, name: 'as it is kept', size: file.bytes.length };
        }),
        answer(readPiece.subject, ({ fileId, index }) => {
          const { bytes, fails } = files.get(fileId as string)!;
          pieces.push(`${fileId as string}:${index as number}`);
          if (fails && index === 1) return fails;
          const start = (index as number) * pieceBytes;
          return { data: bytes.subarray(start, start + pieceBytes).toString('base64') };
        }),
        answer(getConfirmationLink.subject, ({ ticketId }) => ({
          url: `https://desk.example.test/confirm/${ticketId as string}`,
        })),
        answer(getMessage.subject, ({ ticketId, version }) => {
          const message = messages.get(`${ticketId as string}:${version as number}`);
          const { customerId, inside, priority, watchers, collaborators } = tickets.get(ticketId as string) ?? {};
          const { email, name, language } = customers.get(customerId ?? '') ?? {};
          const contact = { customerEmail: email, customerName: name, customerLanguage: language };
          const ticket = { customerId, inside, priority, watchers, collaborators };
          return message && { ...contact, ...message, ticket };
        }),
      ];
      await connection.flush();
    },
  };
  await intake.come();
  const manager = await jetstreamManager(connection);
  await start();
  const noticesOf = async (ticketId: string): Promise<NoticeView[]> =>
    (await bus.ask(listNotices, { ticketId }, { actor })).items;
  return {
    bus,
    broker,
    store,
    keys,
    mail,
    time,
    heard,
    tickets,
    messages,
    customers,
    files,
    pieces,
    intake,
    start,
    noticesOf,
    inbox: (
      personId: string,
      query: { unreadOnly?: boolean; limit?: number; cursor?: string } = {},
    ): Promise<NoticeList> => bus.ask(listInbox, { personId, ...query }, { actor }),
    async publish<C extends EventContract>(
      contract: C,
      aggregate: string,
      version: number,
      data: DataOf<C>,
      by: Actor = actor,
    ): Promise<void> {
      const aggregateId = aggregate.slice(aggregate.indexOf(':') + 1);
      const at = new Date(time.now()).toISOString();
      const event = {
        id: `${aggregate}:${version}`,
        subject: contract.subject,
        aggregateId,
        version,
        at,
        actor: by,
        data,
      };
      await publisher.publish(event, undefined, true);
    },
    /** Outcomes of the notices about a ticket, as others hear them. */
    delivered: (ticketId: string): string[] =>
      [...heard.values()]
        .map(({ data }) => data as NoticeDelivered)
        .filter((data) => data.ticketId === ticketId)
        .map(({ cause, channel, recipient, outcome }) => `${cause} ${channel} ${recipient} ${outcome}`)
        .sort(),
    deadLetters: async () => (await manager.streams.info('DLQ')).state.messages,
    /** Events that wait to be processed or to be acknowledged. */
    backlog: async (): Promise<number> => {
      const consumers = await manager.consumers.list('EVENTS').next();
      return consumers.reduce((sum, { num_pending, num_ack_pending }) => sum + num_pending + num_ack_pending, 0);
    },
    async stop() {
      await Promise.all(services.map((service) => service.close()));
      await Promise.all([bus.onApplicationShutdown(), publisher.onApplicationShutdown(), connection.close()]);
      await Promise.all([broker.stop(), keys.stop(), store.stop(), mail.stop()]);
    },
  };
}
