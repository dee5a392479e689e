import type { PresenceRule } from '@deskbeat/contracts';
import { pointsOf, roomOf } from './capacity.js';
import { firstInLine, whyNot, type Candidate } from './eligible.js';

const now = new Date('2026-01-05T08:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
const ana: Candidate = {
  id: 'ana',
  name: 'Ana',
  active: true,
  presence: 'available',
  leaves: [],
  capacity: 8,
  load: 0,
  weight: 1,
  skills: [{ skill: 'net', level: 2 }],
  regions: [],
  languages: [],
};
const calendar = { timeZone: 'UTC', hours: [{ day: 1, from: '08:00', to: '16:00' }], daysOff: [] };
const ticket = { ticketId: 't1', excluded: [], skills: [], points: 4 };

describe('somebody can get a ticket', () => {
  it.each<[string, PresenceRule, Partial<Candidate>, object, string | undefined]>([
    ['who is there', 'declared', {}, {}, undefined],
    ['who is busy', 'declared', { presence: 'busy' }, {}, 'is busy'],
    ['who is not active', 'anyone', { active: false }, {}, 'is not active'],
    ['whoever is active, if the queue takes anyone', 'anyone', { presence: 'offline' }, {}, undefined],
    ['who is on leave', 'anyone', { leaves: [{ from: ago(1), to: ago(-1) }] }, {}, 'is on leave'],
    ['whose leave is over', 'anyone', { leaves: [{ from: ago(2), to: now }] }, {}, undefined],
    ['who was seen within the minute', 'live', { seenAt: ago(59.999) }, {}, undefined],
    ['who was not', 'live', { seenAt: ago(60) }, {}, 'has no live connection'],
    ['who was never seen', 'live', {}, {}, 'has no live connection'],
    ['who is seen and away', 'live', { presence: 'away', seenAt: now }, {}, 'is away'],
    ['who is on shift, whatever they say', 'shift', { presence: 'offline', calendar }, {}, undefined],
    ['whose shift has not begun', 'shift', { calendar: { ...calendar, hours: [] } }, {}, 'is not on shift'],
    ['who has no shifts', 'shift', {}, {}, 'has no shifts'],
    ['who returned it', 'declared', {}, { excluded: ['ana'] }, 'returned this ticket'],
    ['who reported it', 'declared', {}, { requesterId: 'ana' }, 'reported this ticket'],
    ['who knows enough', 'declared', {}, { skills: [{ skill: 'net', level: 2 }] }, undefined],
    ['who knows too little', 'declared', {}, { skills: [{ skill: 'net', level: 3 }] }, 'lacks net at level 3'],
    ['who has room to the point', 'declared', { load: 4 }, {}, undefined],
    ['who has one point too few', 'declared', { load: 5 }, {}, 'has no room: 5 of 8 points'],
    ['who could never take that much', 'declared', { capacity: 3 }, {}, 'never has room for 4 points'],
    ['who has no limit', 'declared', { capacity: 0, load: 900 }, {}, undefined],
  ])('%s', (_, rule, person, wanting, expected) => {
    expect(whyNot({ ...ana, ...person }, rule, { ...ticket, ...wanting }, now)).toBe(expected);
  });
});

it('urgent weighs more than low, and waiting for the customer little', () => {
  expect([0, 1, 2, 3, 4].map((rank) => pointsOf(rank, false))).toEqual([8, 6, 4, 2, 2]);
  expect([0, 4].map((rank) => pointsOf(rank, true))).toEqual([1, 1]);
  expect([roomOf(0, 99), roomOf(8, 6), roomOf(8, 9)]).toEqual([Infinity, 2, -1]);
});

it('a queue goes by priority, then the nearest due instant, then age', () => {
  const place = (_id: string, rank: number, due: number, since: number) => ({
    _id,
    rank,
    dueAt: ago(-due),
    waitingSince: ago(since),
  });
  const line = [
    place('a', 1, 1, 9),
    place('b', 0, 5, 1),
    place('c', 0, 4, 1),
    place('d', 0, 5, 2),
    place('e', 0, 5, 2),
  ];
  expect(line.sort(firstInLine).map(({ _id }) => _id)).toEqual(['c', 'd', 'e', 'b', 'a']);
});
