import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Event, TargetBreached } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { rangeCount, rangeOf } from '../src/domain/ranges.js';
import { hour, monday, startHarness, type Harness } from './harness.js';
import { open } from './tickets.js';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
}, 60_000);
afterEach(() => h?.stop());

const tickets = Array.from({ length: 40 }, (_, index) => `t-${index}`);
const openAll = async (): Promise<void> => {
  for (const [index, id] of tickets.entries()) {
    await open(h, id, { reportedAt: new Date(monday + index * 1_000).toISOString() });
  }
  await eventually(() => expect(tickets.filter((id) => h.told(id).length > 0)).toHaveLength(tickets.length));
};
const breaches = () => h.heard.filter(({ subject }) => subject.includes('breached')) as Event<TargetBreached>[];
/** How many ranges each replica has. */
const shares = async (): Promise<number[]> => {
  const leases = await h
    .collection('timers')
    .find({ _id: /^range/ })
    .toArray();
  const owners = leases.flatMap(({ owner }) => (owner ? [String(owner)] : []));
  return [...new Set(owners)].map((owner) => owners.filter((one) => one === owner).length).sort();
};

it('replicas share the clocks, and one that leaves hands over at once', async () => {
  await eventually(async () => expect(await shares()).toEqual([rangeCount]));
  const second = await h.startSla();
  await eventually(async () => expect(await shares()).toEqual([rangeCount / 2, rangeCount / 2]));
  await second.close();
  await eventually(async () => expect(await shares()).toEqual([rangeCount]));
});

it('the clocks of a replica that is gone are taken over when its lease ends, each mark once', async () => {
  const second = await h.startSla();
  await openAll();
  await eventually(async () => expect(await shares()).toEqual([4, 4]));
  await second.close();
  // What is left of one that was killed: leases that nobody renews.
  const until = new Date(Date.now() + 1_000);
  const left = Array.from({ length: 4 }, (_, range) => `range-${range}`);
  await h.collection('timers').updateMany({ _id: { $in: left } }, { $set: { owner: 'gone', until } });
  await h.collection('timers').insertOne({ _id: 'replica-gone', until });
  h.time.moveTo(monday + 2 * hour + 60_000);
  await eventually(() => expect(breaches()).toHaveLength(tickets.length), { timeout: 15_000 });
  expect(new Set(breaches().map(({ data }) => data.key)).size).toBe(tickets.length);
  expect(new Set(tickets.map(rangeOf)).size).toBe(rangeCount);
}, 40_000);

it('what fell due is said oldest first, whatever range it is in', async () => {
  await openAll();
  h.time.moveTo(monday + 3 * hour);
  await eventually(() => expect(breaches()).toHaveLength(tickets.length));
  const instants = breaches().map(({ data }) => data.wasDueAt);
  expect(instants).toEqual([...instants].sort());
});

it('what fell due in an outage is said late, and as one batch by all replicas', async () => {
  await openAll();
  await eventually(async () => expect(await h.collection('timers').countDocuments({ _id: 'watch' })).toBe(1));
  await h.stopSla();
  h.time.moveTo(monday + 10 * hour);
  await Promise.all([h.startSla(), h.startSla()]);
  await eventually(() => expect(breaches()).toHaveLength(tickets.length));
  expect(new Set(breaches().map(({ data }) => `${data.late} ${data.batch}`)).size).toBe(1);
  expect(breaches()[0]!.data).toMatchObject({ late: true, batch: expect.stringMatching(/^since-\d+$/) });
}, 40_000);

it('what is told in time is not late', async () => {
  await openAll();
  h.time.moveTo(monday + 2 * hour + 45_000);
  await eventually(() => expect(breaches()).toHaveLength(tickets.length));
  for (const { data } of breaches()) expect(data.late).toBeUndefined();
});
