import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changeNatsUsers, startNatsServer, type NatsServer } from '@deskbeat/embedded';
import { addSource, busAccountsIn, busUrlOf } from '@deskbeat/identity';
import { sourceName } from '@deskbeat/permissions';
import { eventually, tempDir, type TempDir } from '@deskbeat/testing';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectNow } from '../src/command/connect.js';
import { letSourceIn, shutSourceOut, type OwnBus } from '../src/source/let-in.js';

let dir: TempDir;
let server: NatsServer;
let bus: OwnBus;
let intake: NatsConnection;
beforeAll(async () => {
  dir = await tempDir('source');
  const [passwords, natsDir] = [join(dir.path, 'bus'), join(dir.path, 'nats')];
  const users = await busAccountsIn(passwords, ['intake']);
  server = await startNatsServer({ dir: natsDir, users });
  bus = { url: server.url, passwords, natsDir };
  intake = await connectNow(busUrlOf(bus.url, passwords, 'intake'), 'intake');
  intake.subscribe('intake.*.v1', { callback: (_, message) => void message.respond(message.subject) });
  await intake.flush();
}, 30_000);
afterAll(async () => {
  await intake?.close();
  await server?.stop();
  await dir?.stop();
});

it('a source that is added while the bus runs reports at once, and nobody is disturbed', async () => {
  let disturbances = 0;
  const watch = async (): Promise<void> => {
    for await (const { type } of intake.status()) if (type === 'disconnect') disturbances += 1;
  };
  void watch();
  await expect(connectNow(bus.url, 'nobody')).rejects.toThrow(/lets us in/);
  const crm = await connectNow(await letSourceIn('crm', bus), 'crm');
  expect((await crm.request('intake.crm.v1', '{}', { timeout: 5_000 })).string()).toBe('intake.crm.v1');
  await letSourceIn('erp', bus);
  expect((await crm.request('intake.crm.v1', '{}', { timeout: 5_000 })).string()).toBe('intake.crm.v1');
  expect([disturbances, crm.isClosed(), server.process.exitCode]).toEqual([0, false, null]);
  await crm.close();
});

it('one that is removed is shut out, though it is connected', async () => {
  const url = await letSourceIn('shop', bus);
  const shop = await connectNow(url, 'shop');
  expect(await shutSourceOut('shop', bus)).toBe(true);
  await eventually(async () => {
    await expect(connectNow(url, 'shop')).rejects.toThrow(/lets us in/);
    await expect(shop.request('intake.shop.v1', '{}', { timeout: 200 })).rejects.toThrow();
  });
  await shop.close();
  expect(await shutSourceOut('shop', bus)).toBe(false);
});

it('a failure to come in tells no password', async () => {
  const url = busUrlOf(bus.url, bus.passwords, 'intake').replace(/:[^:@]*@/, ':wrong-password@');
  const told = await connectNow(url, 'x').catch(String);
  expect(told).toContain('lets us in');
  expect(told).not.toContain('wrong-password');
});

it('where no server of the folder runs, nobody is told', async () => {
  const other = join(dir.path, 'other');
  const stopped = await startNatsServer({ dir: other, users: [] });
  await stopped.stop();
  // The number of a process that is none of a server.
  await writeFile(join(other, 'nats-server.pid'), String(process.pid));
  await addSource(bus.passwords, 'late');
  expect(changeNatsUsers(other, await busAccountsIn(bus.passwords, []))).toBe(false);
  const again = await startNatsServer({ dir: other, users: await busAccountsIn(bus.passwords, []) });
  const late = await connectNow(busUrlOf(again.url, bus.passwords, sourceName('late')), 'late');
  await late.close();
  await again.stop();
});
