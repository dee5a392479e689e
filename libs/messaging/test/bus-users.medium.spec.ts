import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { allEvents, allSignals, getTicket, ticketOpened, type Event, type IntakeReceipt } from '@deskbeat/contracts';
import { busUsers, publisherOf, signallerOf, sourceName } from '@deskbeat/permissions';
import { eventually, startBus, type Bus as TestBus } from '@deskbeat/testing';
import {
  Bus,
  connectBus,
  EventConsumer,
  EventPublisher,
  OnEvent,
  OnIntakeRequest,
  OnRequest,
  RpcServer,
} from '../src/index.js';

const services = ['gateway', 'intake', 'analytics'];
const password = 'not a secret, only a test';
const opened: Event[] = [];

@Controller()
class Tickets {
  @OnRequest(getTicket)
  get(): object {
    return { id: 't1' };
  }
  @OnIntakeRequest()
  async report(@Payload() report: { id?: string }): Promise<IntakeReceipt> {
    return { ticketId: 't1', number: `DB-${report.id}` };
  }
}
@Module({ controllers: [Tickets] })
class IntakeModule {}

@Controller()
class Counting {
  @OnEvent(ticketOpened)
  onOpened(@Payload() event: Event): void {
    opened.push(event);
  }
}
@Module({ controllers: [Counting] })
class AnalyticsModule {}

let broker: TestBus;
const apps: INestMicroservice[] = [];
const connections: NatsConnection[] = [];
const closing: (() => Promise<void>)[] = [];

const urlOf = (user: string): string =>
  broker.url.replace('//', `//${encodeURIComponent(user)}:${encodeURIComponent(password)}@`);
async function connected(user: string): Promise<NatsConnection> {
  const connection = await connectBus(urlOf(user), 'test');
  connections.push(connection);
  return connection;
}
/** What the server refused to a connection, while it did something. */
async function refusedTo(user: string, work: (connection: NatsConnection) => unknown): Promise<boolean> {
  const connection = await connected(user);
  let isRefused = false;
  const watch = async (): Promise<void> => {
    for await (const { type, error } of connection.status() as AsyncIterable<{ type: string; error?: Error }>) {
      if (type === 'error' && /permission/i.test(String(error))) isRefused = true;
    }
  };
  void watch();
  await work(connection);
  await connection.flush();
  await connection.flush();
  return isRefused;
}
const hears = (subject: string) => (connection: NatsConnection) =>
  connection.subscribe(subject, { callback: () => undefined });
const says = (subject: string) => (connection: NatsConnection) => connection.publish(subject, '{}');

beforeAll(async () => {
  broker = await startBus(busUsers(services, ['erp', 'crm']).map((user) => ({ ...user, password })));
  const serve = async (module: new () => object, strategy: RpcServer | EventConsumer): Promise<void> => {
    const app = await NestFactory.createMicroservice(module, { strategy, logger: false });
    await app.listen();
    apps.push(app);
  };
  await serve(IntakeModule, new RpcServer({ url: urlOf('intake'), service: 'intake' }));
  await serve(AnalyticsModule, new EventConsumer({ url: urlOf('analytics'), service: 'analytics' }));
});
afterAll(async () => {
  for (const app of apps) await app.close();
  for (const close of closing) await close();
  for (const connection of connections) await connection.close();
  await broker?.stop();
});

it('every entity of events has one publisher', () => {
  const entities = [...new Set(allEvents().map(({ subject }) => subject.split('.')[1]!))];
  expect(entities.filter((entity) => publisherOf(entity) === undefined)).toEqual([]);
});

it('every signal is given by one service', () => {
  const signals = allSignals().map(({ subject }) => subject.split('.')[1]!);
  expect(signals.filter((signal) => signallerOf(signal) === undefined)).toEqual([]);
});

it('who has no name and password is not let in', async () => {
  await expect(connectBusOnce(broker.url)).rejects.toThrow(/authorization/i);
  await expect(connectBusOnce(urlOf('intake').replace('not', 'no'))).rejects.toThrow(/authorization/i);
});
async function connectBusOnce(url: string): Promise<void> {
  const { connect } = await import('@nats-io/transport-node');
  const { busConnection } = await import('../src/index.js');
  await connect({ ...busConnection(url, 'stranger'), waitOnFirstConnect: false, maxReconnectAttempts: 0 });
}

it('services ask, answer, tell and hear as ever', async () => {
  const gateway = new Bus(urlOf('gateway'), 'gateway');
  closing.push(() => gateway.onApplicationShutdown());
  const answer = await gateway.ask(getTicket, { id: 't1' }, { actor: { kind: 'system', id: 'gateway' } });
  expect(answer).toEqual({ id: 't1' });
  const publisher = new EventPublisher(urlOf('intake'), 'intake');
  closing.push(async () => publisher.onApplicationShutdown());
  await publisher.connect();
  const data = {
    ...{ number: 'DB-1', subject: 'No light', type: 'fault', priority: 'low', channel: 'web', customerId: 'c1' },
    ...{ tier: 'standard', tags: [], reportedAt: new Date(0).toISOString() },
  };
  const about = { id: 'ticket:t1:1', aggregateId: 't1', version: 1, at: new Date(0).toISOString() };
  await publisher.publish({ ...about, subject: ticketOpened.subject, actor: { kind: 'system', id: 'x' }, data });
  await eventually(() => expect(opened.map(({ id }) => id)).toEqual(['ticket:t1:1']));
});

describe('a source', () => {
  const erp = sourceName('erp');
  it('reports on its subject and has its receipt', async () => {
    const connection = await connected(erp);
    const receipt = await connection.request('intake.erp.v1', JSON.stringify({ id: '7' }), { timeout: 5_000 });
    expect(receipt.json()).toMatchObject({ ticketId: 't1', number: 'DB-7' });
  });
  it.each(['intake.crm.v1', ticketOpened.subject, getTicket.subject, 'live.ticket-seen.v1', 'dlq.INTAKE.x'])(
    'cannot forge %s',
    async (subject) => expect(await refusedTo(erp, says(subject))).toBe(true),
  );
  it.each([
    ...['>', 'intake.erp.v1', 'intake.*.v1', 'evt.>', 'rpc.>', '_INBOX.>', '_INBOX.source-crm.>', '_INBOX.intake.>'],
    ...['$JS.>', '$SYS.>', 'dlq.>'],
  ])('cannot hear %s', async (subject) => expect(await refusedTo(erp, hears(subject))).toBe(true));
  it.each([
    '$JS.API.INFO',
    '$JS.API.STREAM.MSG.GET.EVENTS',
    '$JS.API.CONSUMER.CREATE.EVENTS',
    '$JS.ACK.EVENTS.a.1.1.1.1.1',
  ])('cannot use %s', async (subject) => expect(await refusedTo(erp, says(subject))).toBe(true));
});

describe('a service', () => {
  it.each([`rpc.intake.>`, getTicket.subject, '_INBOX.gateway.>', '_INBOX.>', 'intake.*.v1', '>'])(
    'does not hear what is for another one: %s',
    async (subject) => expect(await refusedTo('analytics', hears(subject))).toBe(true),
  );
  it('tells no facts of another one', async () => {
    expect(await refusedTo('analytics', says(ticketOpened.subject))).toBe(true);
    expect(await refusedTo('intake', says('evt.clock.breached.v1'))).toBe(true);
    expect(await refusedTo('intake', says('evt.ticket.noted.v1'))).toBe(false);
  });
  it('gives no signal of another one', async () => {
    expect(await refusedTo('analytics', says('live.ticket-seen.v1'))).toBe(true);
    expect(await refusedTo('gateway', says('live.ticket-seen.v1'))).toBe(false);
  });
  it.each([
    'CONSUMER.MSG.NEXT.EVENTS.intake-person',
    'CONSUMER.DELETE.EVENTS.intake-person',
    'CONSUMER.CREATE.EVENTS.intake-person.evt.person.>',
    'CONSUMER.DURABLE.CREATE.EVENTS.intake-person',
  ])('reads by no consumer of another one: %s', async (what) => {
    for (const stranger of ['analytics', 'gateway']) {
      expect(await refusedTo(stranger, says(`$JS.API.${what}`))).toBe(true);
      expect(await refusedTo(stranger, says('$JS.ACK.EVENTS.intake-person.1.1.1.1.1'))).toBe(true);
    }
    expect(await refusedTo('intake', says(`$JS.API.${what}`))).toBe(false);
  });
  it('reports no issues, deletes no stream, reads no issues that others reported', async () => {
    expect(await refusedTo('analytics', says('intake.erp.v1'))).toBe(true);
    expect(await refusedTo('intake', says('$JS.API.STREAM.DELETE.EVENTS'))).toBe(true);
    expect(await refusedTo('analytics', says('$JS.API.CONSUMER.MSG.NEXT.INTAKE.intake-intake'))).toBe(true);
    expect(await refusedTo('analytics', says('$JS.API.CONSUMER.CREATE.INTAKE.spy'))).toBe(true);
    expect(await refusedTo('analytics', says('$JS.API.CONSUMER.DURABLE.CREATE.INTAKE.spy'))).toBe(true);
    expect(await refusedTo('analytics', says('$JS.API.STREAM.MSG.GET.INTAKE'))).toBe(true);
  });
});

it('the operator’s tools see all', async () => {
  const connection = await connected('tools');
  const streams = await (await jetstreamManager(connection)).streams.names().next();
  expect(streams).toEqual(expect.arrayContaining(['EVENTS', 'INTAKE', 'DLQ']));
  await jetstream(connection)
    .publish('intake.crm.v1', '{}')
    .catch(() => undefined);
  expect(await refusedTo('tools', hears('>'))).toBe(false);
});
