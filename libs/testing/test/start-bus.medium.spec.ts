import { afterEach, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type Bus, startBus } from '../src/index.js';

let bus: Bus;
afterEach(() => bus.stop());

async function withClient<T>(use: (nc: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> {
  const nc = await connect({ servers: bus.url, maxReconnectAttempts: 0 });
  try {
    return await use(nc);
  } finally {
    await nc.close();
  }
}

it('a stored message is there after the server was killed and started again', async () => {
  bus = await startBus();
  await withClient(async (nc) => {
    const jsm = await jetstreamManager(nc);
    await jsm.streams.add({ name: 'TEST', subjects: ['test.>'] });
    await jetstream(nc).publish('test.one', 'hello');
  });
  await bus.kill9();
  await bus.restart();
  const text = await withClient(async (nc) => {
    const jsm = await jetstreamManager(nc);
    return (await jsm.streams.getMessage('TEST', { seq: 1 }))?.string();
  });
  expect(text).toBe('hello');
});
