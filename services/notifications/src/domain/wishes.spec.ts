import { describe, expect, it } from '@jest/globals';
import { batchForMs, channelsFor, effective, heldUntil, type Timing, type Wishes } from './wishes.js';

const usual: Wishes = { language: 'en', timeZone: 'UTC', digest: 'none', wishes: [] };
const at = (instant: string): number => Date.parse(instant);

describe('the channels of a person', () => {
  it.each([
    ['assigned', 'assignee', [], ['in-app']],
    ['assigned', 'assignee', [['assigned', 'email', 'on']], ['in-app', 'email']],
    ['assigned', 'assignee', [['assigned', 'in-app', 'off']], []],
    ['assigned', 'watcher', [['assigned', 'email', 'on']], []],
    ['mentioned', 'mentioned', [['mentioned', 'email', 'off']], ['in-app']],
    ['escalated', 'manager', [['escalated', 'email', 'off']], ['in-app']],
    ['escalated', 'manager', [['escalated', 'in-app', 'off']], ['in-app', 'email']],
  ] as const)('%s as %s with %j: %j', (cause, role, wishes, channels) => {
    const said = wishes.map(([one, channel, wish]) => ({ cause: one, channel, wish }));
    expect(channelsFor(cause, role, { wishes: said })).toEqual(channels);
  });

  it('what counts in the end says for each cause and channel whether it is told', () => {
    const told = effective({ wishes: [{ cause: 'assigned', channel: 'email', wish: 'on' }] });
    expect(told.filter(({ cause }) => cause === 'assigned')).toEqual([
      { cause: 'assigned', channel: 'in-app', wish: 'on' },
      { cause: 'assigned', channel: 'email', wish: 'on' },
    ]);
    expect(told.find(({ cause }) => cause === 'received')).toBeUndefined();
  });
});

describe('a notice is held', () => {
  const night = { from: '22:00', to: '07:00' };
  const noon = { from: '12:00', to: '13:00' };
  const berlin = 'Europe/Berlin';
  it.each<[string, 'email' | 'in-app', Partial<Wishes>, Timing, string, string | undefined]>([
    ['not at all as a rule', 'email', {}, {}, '2026-01-05T10:00:00Z', undefined],
    ['through the night', 'email', { quiet: night }, {}, '2026-01-05T23:30:00Z', '2026-01-06T07:00:00Z'],
    ['from its first minute', 'email', { quiet: night }, {}, '2026-01-05T22:00:00Z', '2026-01-06T07:00:00Z'],
    ['until its last minute', 'email', { quiet: night }, {}, '2026-01-06T06:59:59Z', '2026-01-06T07:00:00Z'],
    ['no longer', 'email', { quiet: night }, {}, '2026-01-06T07:00:00Z', undefined],
    ['through a break', 'email', { quiet: noon }, {}, '2026-01-05T12:15:00Z', '2026-01-05T13:00:00Z'],
    ['by local time', 'email', { quiet: night, timeZone: berlin }, {}, '2026-01-05T21:30:00Z', '2026-01-06T06:00:00Z'],
    ['never in-app', 'in-app', { quiet: night, digest: 'daily' }, {}, '2026-01-05T23:30:00Z', undefined],
    [
      'not when it is urgent',
      'email',
      { quiet: night, digest: 'daily' },
      { urgent: true },
      '2026-01-05T23:30:00Z',
      undefined,
    ],
    ['to the next full hour', 'email', { digest: 'hourly' }, {}, '2026-01-05T10:20:30Z', '2026-01-05T11:00:00Z'],
    ['a whole hour from a full one', 'email', { digest: 'hourly' }, {}, '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z'],
    ['to eight of the same day', 'email', { digest: 'daily' }, {}, '2026-01-05T03:00:00Z', '2026-01-05T08:00:00Z'],
    ['to eight of the next day', 'email', { digest: 'daily' }, {}, '2026-01-05T09:00:00Z', '2026-01-06T08:00:00Z'],
    ['by both', 'email', { digest: 'hourly', quiet: night }, {}, '2026-01-05T21:30:00Z', '2026-01-06T07:00:00Z'],
    [
      'until the calendar opens',
      'in-app',
      {},
      { tellAt: at('2026-01-06T09:00:00Z') },
      '2026-01-05T20:00:00Z',
      '2026-01-06T09:00:00Z',
    ],
    [
      'a moment for the rest of its batch',
      'in-app',
      {},
      { batched: true },
      '2026-01-05T20:00:00Z',
      '2026-01-05T20:00:05Z',
    ],
  ])('%s', (_, channel, wishes, timing, now, until) => {
    const held = heldUntil(channel, { ...usual, ...wishes }, timing, at(now));
    expect(held === undefined ? undefined : new Date(held).toISOString()).toBe(until?.replace('Z', '.000Z'));
  });

  it('a batch waits no longer than a few seconds', () => expect(batchForMs).toBeLessThanOrEqual(10_000));
});
