import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  changeCalendar,
  changePolicy,
  createCalendar,
  createPolicy,
  getCalendar,
  getClock,
  getClockReport,
  getEdition,
  getPolicy,
  importHolidays,
  listPolicies,
  listRulesChanges,
  orderPolicies,
  previewDue,
  previewPolicy,
  removeCalendar,
  removeHolidays,
  removePolicy,
  ticketUpdated,
  type RequestContract,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { hour, monday, startHarness, type Harness } from './harness.js';
import { actor, open } from './tickets.js';

let h: Harness;
let server: Server;
let url: string;
let served = '';
beforeAll(async () => {
  server = createServer((asked, answer) => {
    if (asked.url === '/away') answer.writeHead(302, { location: url }).end();
    else if (asked.url === '/loop') answer.writeHead(302, { location: '/loop' }).end();
    else answer.end(served);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  h = await startHarness();
  await h.stopSla();
  await h.startSla({ SLA_FEEDS_ALLOW_PRIVATE: 'true' });
}, 60_000);
afterAll(async () => {
  await h?.stop();
  server?.close();
});

const ask = <Q extends object, A extends object>(contract: RequestContract<Q, A>, asked: Q): Promise<A> =>
  h.bus.ask(contract, asked, { actor });
const vip = { id: 'vip', name: 'VIP', conditions: { tiers: ['vip'] } };
const budget = {
  priority: 'urgent',
  target: 'first-response',
  budgetMs: hour,
  calendarId: 'around-the-clock',
} as const;
const ics = (...days: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    ...days.flatMap((day) => ['BEGIN:VEVENT', `DTSTART;VALUE=DATE:${day}`, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

it('a policy is created, changed by those who saw it, put in order and removed', async () => {
  expect(await ask(createPolicy, { ...vip, budgets: [budget] })).toMatchObject({
    version: 1,
    enabled: true,
    isDefault: false,
  });
  await expect(ask(createPolicy, vip)).rejects.toMatchObject({ code: 'already-exists' });
  await ask(createPolicy, { ...vip, id: 'other', conditions: { tags: ['x'] } });
  expect(await ask(changePolicy, { policyId: 'vip', seenVersion: 1, name: 'Very important' })).toMatchObject({
    version: 2,
  });
  const late = ask(changePolicy, { policyId: 'vip', seenVersion: 1, enabled: false });
  await expect(late).rejects.toMatchObject({ code: 'version-conflict', context: { currentVersion: 2 } });
  const { version } = await ask(listPolicies, {});
  const ordered = await ask(orderPolicies, { seenVersion: version, ids: ['other', 'vip'] });
  expect(ordered.items.map(({ id }) => id)).toEqual(['other', 'vip', 'default']);
  await ask(removePolicy, { policyId: 'other', seenVersion: 1 });
  await expect(ask(getPolicy, { policyId: 'other' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(ask(removePolicy, { policyId: 'default', seenVersion: 1 })).rejects.toMatchObject({
    code: 'validation-failed',
  });
});

it('two who change different policies at once both succeed', async () => {
  await Promise.all(['p1', 'p2', 'p3'].map((id) => ask(createPolicy, { ...vip, id, conditions: { tags: [id] } })));
  const { items } = await ask(listPolicies, {});
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(['p1', 'p2', 'p3', 'default']));
});

it('a new ticket gets the policy that matches, and the preview says so', async () => {
  expect(
    await ask(previewPolicy, {
      type: 'fault',
      priority: 'urgent',
      tier: 'vip',
      reportedAt: new Date(monday).toISOString(),
    }),
  ).toMatchObject({
    policyId: 'vip',
    targets: [{ target: 'first-response', dueAt: '2026-01-05T09:00:00.000Z' }],
  });
  await open(h, 'important', { tier: 'vip' });
  await open(h, 'usual');
  await eventually(async () =>
    expect(await ask(getClock, { ticketId: 'important' })).toMatchObject({
      policyId: 'vip',
      clocks: [{ dueAt: '2026-01-05T09:00:00.000Z' }],
    }),
  );
  await eventually(async () =>
    expect(await ask(getClock, { ticketId: 'usual' })).toMatchObject({ policyId: 'default' }),
  );
});

it('a changed policy leaves running clocks as they are, also after a restart', async () => {
  const { version } = await ask(getPolicy, { policyId: 'vip' });
  await ask(changePolicy, { policyId: 'vip', seenVersion: version, budgets: [{ ...budget, budgetMs: 3 * hour }] });
  await h.stopSla();
  await h.startSla({ SLA_FEEDS_ALLOW_PRIVATE: 'true' });
  expect(await ask(getClockReport, { ticketId: 'important' })).toMatchObject({
    targets: [{ target: 'first-response', budgetMs: hour, leftMs: hour }],
  });
  await open(h, 'later', { tier: 'vip' });
  await eventually(async () =>
    expect(await ask(getClockReport, { ticketId: 'later' })).toMatchObject({ targets: [{ budgetMs: 3 * hour }] }),
  );
});

it('older editions can be read, and who changed them', async () => {
  const { items } = await ask(listRulesChanges, { after: 1 });
  expect(items[0]).toMatchObject({ what: 'policy', id: 'vip', change: 'created', edition: 2, actor });
  const { policies } = await ask(getEdition, { edition: 2 });
  expect(policies.map(({ id, budgets }) => [id, budgets.length])).toEqual([
    ['vip', 1],
    ['default', 20],
  ]);
  await expect(ask(getEdition, { edition: 999 })).rejects.toMatchObject({ code: 'not-found' });
});

it('a ticket whose traits change gets another policy', async () => {
  await h.publish(ticketUpdated, 'usual', 2, { changes: { tags: { from: [], to: ['p2'] } } });
  await eventually(async () => expect(await ask(getClock, { ticketId: 'usual' })).toMatchObject({ policyId: 'p2' }));
});

it.each<[string, RequestContract, object, string]>([
  ['an unknown field', createPolicy, { ...vip, id: 'bad', $where: '1' }, '/$where'],
  [
    'a condition that is none',
    createPolicy,
    { ...vip, id: 'bad', conditions: { tiers: { $ne: 1 } } },
    '/conditions/tiers',
  ],
  [
    'a priority that is none',
    createPolicy,
    { ...vip, id: 'bad', conditions: { priorities: ['asap'] } },
    '/conditions/priorities',
  ],
  [
    'a recipient that is none',
    createPolicy,
    { ...vip, id: 'bad', escalations: [{ level: 1, to: ['everybody'] }] },
    '/escalations/0/to',
  ],
  [
    'a time that is none',
    createCalendar,
    { id: 'bad', name: 'a', timeZone: 'UTC', hours: [{ day: 'mon', from: '9', to: '17:00' }], holidays: [] },
    '/hours/0/from',
  ],
  [
    'a zone that is none',
    createCalendar,
    { id: 'bad', name: 'a', timeZone: 'Mars/Olympus', hours: [], holidays: [] },
    '/timeZone',
  ],
  [
    'a calendar that never opens',
    createCalendar,
    { id: 'bad', name: 'a', timeZone: 'UTC', hours: [], holidays: [] },
    '/hours',
  ],
  [
    'text and address at once',
    importHolidays,
    { calendarId: 'business-hours', feedId: 'a', ics: 'a', url: 'http://a' },
    '/ics',
  ],
  [
    'an address of a file',
    importHolidays,
    { calendarId: 'business-hours', feedId: 'a', url: 'file:///etc/passwd' },
    '/url',
  ],
  ['no calendar', importHolidays, { calendarId: 'business-hours', feedId: 'a', ics: 'hello' }, '/ics'],
])('%s is refused with its place', async (_, contract, asked, pointer) => {
  const refused = ask(contract, asked);
  const errors = expect.arrayContaining([expect.objectContaining({ pointer })]);
  await expect(refused).rejects.toMatchObject({ code: 'validation-failed', errors });
});

it('a calendar is created, changed, used and removed', async () => {
  const hours = [{ day: 'mon' as const, from: '22:00', to: '06:00' }];
  await ask(createCalendar, { id: 'nights', name: 'Nights', timeZone: 'Asia/Tokyo', hours, holidays: [] });
  const start = '2026-01-05T12:00:00Z';
  expect(await ask(previewDue, { calendarId: 'nights', start, budgetMs: hour, end: '2026-01-05T16:00:00Z' })).toEqual({
    dueAt: '2026-01-05T14:00:00.000Z',
    isOpen: false,
    opensAt: '2026-01-05T13:00:00.000Z',
    elapsedMs: 3 * hour,
    latestStart: '2026-01-05T15:00:00.000Z',
  });
  expect(await ask(changeCalendar, { calendarId: 'nights', seenVersion: 1, name: 'Late' })).toMatchObject({
    name: 'Late',
    version: 2,
  });
  await ask(removeCalendar, { calendarId: 'nights', seenVersion: 2 });
  await expect(ask(getCalendar, { calendarId: 'nights' })).rejects.toMatchObject({ code: 'not-found' });
});

it('holidays come from a text, and go with their source', async () => {
  const calendarId = 'business-hours';
  const { feeds } = await ask(importHolidays, { calendarId, feedId: 'file', ics: ics('20260106') });
  expect(feeds).toMatchObject([{ id: 'file', dates: ['2026-01-06'] }]);
  const due = () => ask(previewDue, { calendarId, start: '2026-01-05T15:30:00Z', budgetMs: hour });
  expect(await due()).toMatchObject({ dueAt: '2026-01-07T08:30:00.000Z' });
  await ask(removeHolidays, { calendarId, feedId: 'file' });
  expect(await due()).toMatchObject({ dueAt: '2026-01-06T08:30:00.000Z' });
});

it('holidays of an address are read every day; when that fails the last ones hold', async () => {
  const calendarId = 'business-hours';
  served = ics('20260203');
  await ask(importHolidays, { calendarId, feedId: 'public', url: `${url}away` });
  const feed = async () => (await ask(getCalendar, { calendarId })).feeds[0];
  expect(await feed()).toMatchObject({ dates: ['2026-02-03'] });
  await eventually(async () =>
    expect(await h.collection('timers').countDocuments({ _id: 'range-0', owner: { $exists: true } })).toBe(1),
  );
  served = ics('20260204');
  h.time.moveTo(h.time.now() + 25 * hour);
  await eventually(async () => expect(await feed()).toMatchObject({ dates: ['2026-02-04'] }));
  served = 'gone';
  h.time.moveTo(h.time.now() + 25 * hour);
  await eventually(async () =>
    expect(await feed()).toMatchObject({ dates: ['2026-02-04'], lastError: expect.stringContaining('iCalendar') }),
  );
});

it('an address that leads round in circles is refused', async () => {
  const refused = ask(importHolidays, { calendarId: 'business-hours', feedId: 'loop', url: `${url}loop` });
  await expect(refused).rejects.toMatchObject({
    errors: [{ pointer: '/url', message: 'the address sends on too often' }],
  });
});

it('private networks are refused unless they are allowed', async () => {
  await h.stopSla();
  await h.startSla();
  for (const address of [
    url,
    url.replace('127.0.0.1', 'localhost'),
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254/',
  ]) {
    const refused = ask(importHolidays, { calendarId: 'business-hours', feedId: 'a', url: address });
    await expect(refused).rejects.toMatchObject({
      errors: [{ pointer: '/url', message: 'the address is in a private network' }],
    });
  }
});
