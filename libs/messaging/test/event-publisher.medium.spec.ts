import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import { startBus, type Bus as TestBus } from '@deskbeat/testing';
import { connectBus, EventPublisher } from '../src/index.js';

let bus: TestBus;
let other: NatsConnection;
let publisher: EventPublisher;

const event = (subject: string, id: string) => ({
  ...{ id, subject, aggregateId: 'a', version: 1, at: '2026-01-05T09:00:00.000Z', data: {} },
  actor: { kind: 'system' as const, id: 'test' },
});

beforeAll(async () => {
  bus = await startBus();
  other = await connectBus(bus.url, 'other');
  publisher = new EventPublisher(bus.url, 'test');
  await publisher.connect();
});
afterAll(async () => {
  await publisher?.onApplicationShutdown();
  await other?.close();
  await bus?.stop();
});

it('many events at once are stored, each is known to be', async () => {
  const many = Array.from({ length: 200 }, (_, i) => event('evt.lamp.lit.v1', `lamp:a:${i}`));
  const outcomes = await Promise.allSettled([...many, ...many].map((one) => publisher.publish(one)));
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['fulfilled']));
});

it('what no stream takes is refused', async () => {
  await expect(publisher.publish(event('nowhere.lamp', 'x:1:1'))).rejects.toThrow('no stream takes it');
});

it('what a stream refuses is refused with its words', async () => {
  other.subscribe('strict.lamp', {
    callback: (_, message) =>
      void message.respond('{"error":{"code":400,"description":"no more"},"stream":"S","seq":0}'),
  });
  await other.flush();
  await expect(publisher.publish(event('strict.lamp', 'x:1:2'))).rejects.toThrow('no more');
});

it('who waits when the connection is closed is told', async () => {
  const leaving = new EventPublisher(bus.url, 'leaving');
  await leaving.connect();
  other.subscribe('silent.lamp');
  await other.flush();
  const waiting = expect(leaving.publish(event('silent.lamp', 'x:1:3'))).rejects.toThrow('closed');
  await leaving.onApplicationShutdown();
  await waiting;
});
