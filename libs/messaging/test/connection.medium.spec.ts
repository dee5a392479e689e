import { Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import { startBus, type Bus as TestBus } from '@deskbeat/testing';
import { connectBus } from '../src/index.js';

let bus: TestBus;
let connection: NatsConnection;

beforeAll(async () => {
  bus = await startBus();
  connection = await connectBus(bus.url, 'test');
});
afterAll(async () => {
  await connection?.close();
  await bus?.stop();
});

it('what is sent in one turn of the event loop is one write, in its order', async () => {
  const received: string[] = [];
  connection.subscribe('x', { callback: (_, message) => void received.push(message.string()) });
  await connection.flush();
  const writes = jest.spyOn(Socket.prototype, 'write');
  for (let i = 0; i < 20; i++) await Promise.resolve().then(() => connection.publish('x', String(i)));
  await connection.flush();
  const written = writes.mock.calls.length;
  writes.mockRestore();
  await connection.flush();
  expect([received, written]).toEqual([Array.from({ length: 20 }, (_, i) => String(i)), 1]);
});
