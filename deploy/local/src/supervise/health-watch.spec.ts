import { expect, it } from '@jest/globals';
import { HealthWatch } from './health-watch.js';
import type { UnitStatus } from './unit.js';

const sla: UnitStatus = { name: 'sla', state: 'ready', port: 7311, restarts: 0 };

it('a service that runs but cannot work is unready until it can, and each change is told once', async () => {
  const told: string[] = [];
  let answer: string | undefined = 'without bus';
  const watch = new HealthWatch(
    () => [sla],
    ['sla'],
    ({ state }) => told.push(state),
    async () => answer,
  );
  await watch.look();
  await watch.look();
  expect(watch.seen(sla)).toEqual({ ...sla, state: 'unready', lastError: 'without bus' });
  answer = undefined;
  await watch.look();
  expect(watch.seen(sla)).toEqual(sla);
  expect(told).toEqual(['unready', 'ready']);
});

it('what is no service, or does not run, is not asked', async () => {
  const asked: number[] = [];
  const nats: UnitStatus = { name: 'nats', state: 'ready', port: 7322, restarts: 0 };
  const watch = new HealthWatch(
    () => [nats, { ...sla, state: 'restarting' }],
    ['sla'],
    () => {},
    async (port) => void asked.push(port) as undefined,
  );
  await watch.look();
  expect(asked).toEqual([]);
});
