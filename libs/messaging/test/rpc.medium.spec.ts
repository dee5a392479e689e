import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';
import type { NatsConnection } from '@nats-io/transport-node';
import { getTicket, Problem, setPresence, type Actor, type IntakeReceipt, type SetPresence } from '@deskbeat/contracts';
import { eventually, startBus, type Bus as TestBus } from '@deskbeat/testing';
import {
  Bus,
  connectBus,
  ensureStreams,
  intakeStream,
  OnIntakeRequest,
  OnRequest,
  RequestedBy,
  RpcServer,
} from '../src/index.js';

let handle: (payload: SetPresence, by: Actor) => Promise<object>;
let calls = 0;

@Controller()
class People {
  @OnRequest(setPresence)
  presence(@Payload() payload: SetPresence, @RequestedBy() by: Actor): Promise<object> {
    calls++;
    return handle(payload, by);
  }

  @OnIntakeRequest()
  async report(@Payload() report: { id?: string }): Promise<IntakeReceipt> {
    if (!report.id) throw new Problem('validation-failed', { errors: [{ pointer: '/id', message: 'is missing' }] });
    return { ticketId: 't1', number: `DB-${report.id}` };
  }
}

@Module({ controllers: [People] })
class PeopleModule {}

const ana: Actor = { kind: 'person', id: 'ana', name: 'Ana — 安娜' };
const payload: SetPresence = { personId: 'ana', presence: 'away' };
let broker: TestBus;
let connection: NatsConnection;
let bus: Bus;
const started: INestMicroservice[] = [];

const serve = async (maxInFlight?: number): Promise<INestMicroservice> => {
  const strategy = new RpcServer({ url: broker.url, service: 'people', maxInFlight });
  const app = await NestFactory.createMicroservice(PeopleModule, { strategy, logger: false });
  await app.listen();
  started.push(app);
  return app;
};
const problem = (asked: Promise<unknown>): Promise<Problem> =>
  asked.then(
    () => Promise.reject(new Error('no problem')),
    (error: Problem) => error,
  );

beforeAll(async () => {
  broker = await startBus();
  connection = await connectBus(broker.url, 'test');
  await ensureStreams(connection);
  bus = new Bus(broker.url, 'test');
});
afterAll(async () => {
  for (const app of started) await app.close();
  await bus?.onApplicationShutdown();
  await connection?.close();
  await broker?.stop();
});

describe('before anybody serves', () => {
  it('a request fails at once as unavailable', async () => {
    expect((await problem(bus.ask(setPresence, payload, { actor: ana }))).toJSON()).toEqual({
      code: 'service-unavailable',
      context: { subject: setPresence.subject },
    });
  });
});

describe('a request', () => {
  beforeAll(async () => void (await serve(8)));

  it('brings the validated payload and who asked, and takes the answer back', async () => {
    handle = async (asked, by) => ({ asked: { ...asked }, by });
    expect(await bus.ask(setPresence, payload, { actor: ana })).toEqual({ asked: payload, by: ana });
  });

  it('with a bad payload is a problem that points at each field, and never reaches the handler', async () => {
    const before = calls;
    const bad = { personId: { $ne: 1 }, presence: 'asleep', admin: true } as never;
    const { code, errors } = await problem(bus.ask(setPresence, bad, { actor: ana }));
    expect([code, [...new Set(errors?.map(({ pointer }) => pointer))].sort(), calls]).toEqual([
      'validation-failed',
      ['/admin', '/personId', '/presence'],
      before,
    ]);
  });

  it('gets a problem back by its code and context', async () => {
    handle = () => Promise.reject(new Problem('not-found', { context: { entity: 'person' } }));
    const { code, status, context } = await problem(bus.ask(setPresence, payload, { actor: ana }));
    expect([code, status, context]).toEqual(['not-found', 404, { entity: 'person' }]);
  });

  it('never learns the words of an unknown error', async () => {
    handle = () => Promise.reject(new Error('password of the database is …'));
    expect((await problem(bus.ask(setPresence, payload, { actor: ana }))).toJSON()).toEqual({ code: 'internal' });
  });

  it('to a contract that nobody serves is unavailable', async () => {
    expect((await problem(bus.ask(getTicket, { id: 'x' }, { actor: ana }))).code).toBe('service-unavailable');
  });

  it('ends at its deadline', async () => {
    let release: () => void = () => undefined;
    handle = () => new Promise((resolve) => (release = () => resolve({})));
    expect((await problem(bus.ask(setPresence, payload, { actor: ana, deadlineMs: 30 }))).code).toBe(
      'deadline-exceeded',
    );
    // It may be begun only now, and has its place among those at work until it is answered.
    handle = async () => ({});
    release();
  });

  it('beyond the limit of requests at work is told to come back', async () => {
    const waiting: (() => void)[] = [];
    handle = () => new Promise((resolve) => waiting.push(() => resolve({})));
    const asked = Array.from({ length: 12 }, () => bus.ask(setPresence, payload, { actor: ana }));
    const refused: string[] = [];
    const outcomes = asked.map((one) => one.catch((error: Problem) => refused.push(error.code)));
    await eventually(() => expect([waiting.length, refused]).toEqual([8, Array(4).fill('overloaded')]));
    for (const answer of waiting) answer();
    await Promise.all(outcomes);
    expect(refused).toHaveLength(4);
  });

  it('at work while its replica closes is still answered, and the next go to the other one', async () => {
    const leaving = await serve();
    let atWork = 0;
    const waiting: (() => void)[] = [];
    handle = () => {
      atWork++;
      return new Promise((resolve) => waiting.push(() => resolve({ done: true })));
    };
    const asked = Array.from({ length: 6 }, () => bus.ask(setPresence, payload, { actor: ana }));
    await eventually(() => expect(atWork).toBe(6));
    const closed = leaving.close();
    for (const answer of waiting) answer();
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 6 }, () => ({ done: true })));
    await closed;
    handle = async () => ({ other: true });
    expect(await bus.ask(setPresence, payload, { actor: ana })).toEqual({ other: true });
  });
});

describe('another system that waits for a reply', () => {
  it('gets the receipt, and the stream has the report', async () => {
    const reply = await connection.request('intake.crm.v1', JSON.stringify({ id: '7' }));
    expect(reply.json()).toEqual({ stream: intakeStream, seq: 0, ticketId: 't1', number: 'DB-7' });
  });

  it('gets a problem document that says what is wrong', async () => {
    const reply = await connection.request('intake.crm.v1', '{}');
    expect(reply.json()).toMatchObject({
      type: 'urn:deskbeat:problem:validation-failed',
      status: 422,
      code: 'validation-failed',
      errors: [{ pointer: '/id', message: 'is missing' }],
    });
    expect((await connection.request('intake.crm.v1', 'no json')).json()).toMatchObject({ code: 'malformed-request' });
  });

  it('is told by a problem document to come back when too many wait', async () => {
    const waiting: (() => void)[] = [];
    handle = () => new Promise((resolve) => waiting.push(() => resolve({})));
    const asked = Array.from({ length: 8 }, () => bus.ask(setPresence, payload, { actor: ana }));
    await eventually(() => expect(waiting).toHaveLength(8));
    const reply = await connection.request('intake.crm.v1', JSON.stringify({ id: '8' }));
    expect(reply.json()).toMatchObject({ status: 503, code: 'overloaded', retryAfterSeconds: 1, error: { code: 503 } });
    for (const answer of waiting) answer();
    await Promise.all(asked);
  });
});

describe('after the broker was killed and came back', () => {
  it('requests work again without a restart of either side', async () => {
    handle = async () => ({ back: true });
    await broker.kill9();
    expect(
      (await problem(bus.ask(setPresence, payload, { actor: ana, deadlineMs: 200 }))).status,
    ).toBeGreaterThanOrEqual(503);
    await broker.restart();
    await eventually(async () => expect(await bus.ask(setPresence, payload, { actor: ana })).toEqual({ back: true }), {
      timeout: 20_000,
    });
  }, 30_000);
});
