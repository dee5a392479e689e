import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { Problem, ticketNoted, ticketOpened, type Event, type TicketNoted } from '@deskbeat/contracts';
import { eventually, startBus, type Bus as TestBus } from '@deskbeat/testing';
import {
  connectBus,
  deadLetterHeaders,
  deadLetterStream,
  EventConsumer,
  EventPublisher,
  eventsStream,
  OnEvent,
} from '../src/index.js';

type Handle = (event: Event<TicketNoted>, delivery: number) => Promise<void> | void;
let handle: Handle;
const seen: { id: string; version: number }[] = [];
const deliveries = new Map<string, number>();

@Controller()
class Notes {
  @OnEvent(ticketNoted)
  async onNoted(@Payload() event: Event<TicketNoted>): Promise<void> {
    const delivery = (deliveries.get(event.id) ?? 0) + 1;
    deliveries.set(event.id, delivery);
    await handle(event, delivery);
    seen.push({ id: event.aggregateId, version: event.version });
  }
}

@Module({ controllers: [Notes] })
class NotesModule {}

let bus: TestBus;
let connection: NatsConnection;
let manager: JetStreamManager;
let publisher: EventPublisher;
let service: INestMicroservice;

const retry = { maxDeliveries: 4, backoffMs: [20, 20, 20] };
const startService = async (paceMs?: number): Promise<INestMicroservice> => {
  const strategy = new EventConsumer({ url: bus.url, service: 'notes', concurrency: 4, retry, paceMs });
  const app = await NestFactory.createMicroservice(NotesModule, { strategy, logger: false });
  await app.listen();
  return app;
};

const noted = (aggregateId: string, version: number, data: object = { length: 3 }): Event => ({
  id: `ticket:${aggregateId}:${version}`,
  subject: ticketNoted.subject,
  aggregateId,
  version,
  at: '2026-01-05T09:00:00.000Z',
  actor: { kind: 'person', id: 'ana' },
  data,
});
const deadLetters = async (): Promise<{ subject: string; code: string; reason: string }[]> => {
  const { state } = await manager.streams.info(deadLetterStream);
  const found = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
    const message = await manager.streams.getMessage(deadLetterStream, { seq });
    const get = (name: string): string => message!.header.get(name);
    found.push({
      subject: get(deadLetterHeaders.subject),
      code: get(deadLetterHeaders.code),
      reason: get(deadLetterHeaders.reason),
    });
  }
  return found;
};

beforeAll(async () => {
  bus = await startBus();
  connection = await connectBus(bus.url, 'test');
  manager = await jetstreamManager(connection);
  publisher = new EventPublisher(bus.url, 'test');
  await publisher.connect();
  service = await startService();
});
afterAll(async () => {
  await service?.close();
  await publisher?.onApplicationShutdown();
  await connection?.close();
  await bus?.stop();
});
beforeEach(async () => {
  handle = () => undefined;
  seen.length = 0;
  await manager.streams.purge(deadLetterStream);
});

describe('a durable consumer', () => {
  it('hands each event to its handler once', async () => {
    for (let i = 0; i < 20; i++) await publisher.publish(noted(`once-${i}`, 1));
    await publisher.publish(noted('once-0', 1));
    await eventually(() => expect(seen).toHaveLength(20));
    const info = await manager.consumers.info(eventsStream, 'notes-ticket');
    expect([info.num_pending, new Set(seen.map(({ id }) => id)).size]).toEqual([0, 20]);
  });

  it('keeps the order of one aggregate while others go on, even when an older event fails first', async () => {
    handle = ({ aggregateId, version }, delivery) => {
      if (aggregateId === 'slow' && version === 1 && delivery < 3) throw new Error('not now');
    };
    for (let version = 1; version <= 6; version++) await publisher.publish(noted('slow', version));
    for (let version = 1; version <= 6; version++) await publisher.publish(noted('quick', version));
    await eventually(() => expect(seen).toHaveLength(12));
    const order = (id: string): number[] => seen.filter((entry) => entry.id === id).map(({ version }) => version);
    expect([order('slow'), order('quick')]).toEqual([
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6],
    ]);
  });

  it('begins what comes soon after another event together, as late as it is told', async () => {
    await service.close();
    service = await startService(500);
    const begun: number[] = [];
    handle = () => void begun.push(performance.now());
    await publisher.publish(noted('alone', 1));
    await eventually(() => expect(begun).toHaveLength(1));
    await Promise.all([1, 2, 3].map((n) => publisher.publish(noted(`many-${n}`, 1))));
    await eventually(() => expect(begun).toHaveLength(4));
    await service.close();
    service = await startService();
    expect(Math.min(...begun.slice(1)) - begun[0]!).toBeGreaterThan(150);
  });

  it('acknowledges events of its entity that it has no handler for', async () => {
    const opened = { ...noted('other', 1), subject: ticketOpened.subject };
    await publisher.publish(opened);
    await publisher.publish(noted('other', 2));
    await eventually(() => expect(seen).toEqual([{ id: 'other', version: 2 }]));
  });

  it('puts a payload that breaks its contract aside at once, with the reason', async () => {
    await publisher.publish(noted('broken', 1, { length: 'three' }));
    await eventually(async () => expect(await deadLetters()).toHaveLength(1));
    expect(await deadLetters()).toEqual([
      { subject: ticketNoted.subject, code: 'validation-failed', reason: '/length: length must be an integer number' },
    ]);
  });

  it('puts aside what is no event at all', async () => {
    const js = jetstream(connection);
    await js.publish(ticketNoted.subject, 'not json');
    await js.publish(ticketNoted.subject, JSON.stringify({ hello: 'world' }));
    await eventually(async () =>
      expect((await deadLetters()).map(({ code }) => code)).toEqual(['poison-message', 'poison-message']),
    );
  });

  it('tries an unknown failure again and puts the event aside after the last try', async () => {
    handle = () => {
      throw new Error('always');
    };
    await publisher.publish(noted('always', 1));
    await eventually(async () => expect(await deadLetters()).toHaveLength(1));
    expect([deliveries.get('ticket:always:1'), (await deadLetters())[0]!.reason]).toEqual([4, 'always']);
  });

  it('never gives up during an outage', async () => {
    handle = (_, delivery) => {
      if (delivery < 8) throw new Problem('service-unavailable');
    };
    await publisher.publish(noted('outage', 1));
    await eventually(() => expect(seen).toEqual([{ id: 'outage', version: 1 }]));
    expect(await deadLetters()).toEqual([]);
  });

  it('reads on after its consumer and its stream were deleted', async () => {
    await manager.consumers.delete(eventsStream, 'notes-ticket');
    await manager.streams.delete(eventsStream);
    await eventually(() => publisher.publish(noted('healed', 1)).then(() => true));
    await eventually(() => expect(seen).toContainEqual({ id: 'healed', version: 1 }), { timeout: 20_000 });
  }, 30_000);

  it('reads on after the broker was killed', async () => {
    await bus.kill9();
    await bus.restart();
    await eventually(() => publisher.publish(noted('restarted', 1)).then(() => true), { timeout: 20_000 });
    await eventually(() => expect(seen).toContainEqual({ id: 'restarted', version: 1 }), { timeout: 20_000 });
  }, 45_000);

  it('carries the trace context of the publisher', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await publisher.publish(noted('traced', 1), traceparent);
    const stored = await manager.streams.getMessage(eventsStream, { last_by_subj: ticketNoted.subject });
    expect((stored!.header ?? headers()).get('traceparent')).toBe(traceparent);
  });
});
