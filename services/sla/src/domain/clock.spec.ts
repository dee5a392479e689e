import { describe, expect, it } from '@jest/globals';
import type { Priority, Status } from '@deskbeat/contracts';
import {
  answered,
  at,
  date,
  hour,
  iso,
  moved,
  opened,
  rulebook,
  prioritised,
  rules,
  short,
  steps,
  story,
} from '../../test/clock-story.js';
import { begin, tick } from './clock.js';
import type { News } from './history.js';
import { movesTime } from './rules.js';

describe('a new clock', () => {
  it('runs both targets from the moment of reporting', () => {
    const { clock, events } = story('urgent', []);
    expect(events).toEqual(['started']);
    expect(clock.faces).toEqual([
      { target: 'first-response', cycle: 1, state: 'running', startedAt: iso(0), dueAt: iso(2) },
      { target: 'resolution', cycle: 1, state: 'running', startedAt: iso(0), dueAt: iso(24) },
    ]);
    expect(clock.dueAt).toEqual(date(2));
    expect(clock.nextMarkAt).toEqual(date(1.5));
  });

  it.each<[Priority, string, string]>([
    ['urgent', '2026-01-05T11:00:00.000Z', '2026-01-06T09:00:00.000Z'],
    ['high', '2026-01-05T13:00:00.000Z', '2026-01-12T17:00:00.000Z'],
    ['medium', '2026-01-05T17:00:00.000Z', '2026-01-15T17:00:00.000Z'],
    ['low', '2026-01-07T17:00:00.000Z', '2026-01-23T17:00:00.000Z'],
    ['planned', '2026-01-12T17:00:00.000Z', '2026-05-08T17:00:00.000Z'],
  ])('%s: due by the default policy', (priority, response, resolution) => {
    expect(story(priority, []).clock.faces.map(({ dueAt }) => dueAt)).toEqual([response, resolution]);
  });

  it('of a ticket that is reported late says at once what is past, without the reminder', () => {
    const { sayings } = begin('t', opened('urgent'), rulebook, { now: at(3) });
    expect(sayings.map(short)).toEqual(['started', 'breached first-response #1', 'escalated first-response #1 1']);
    expect(sayings[1]!.data).toMatchObject({ wasDueAt: iso(2), lateMs: hour });
  });
});

describe('time passes', () => {
  it.each<[string, News[], number, string[]]>([
    ['before the first mark nothing is said', [], 1.49, []],
    ['at 75 % a reminder', [], 1.5, ['reminder-due first-response #1 75']],
    [
      'at the due instant the breach and its escalation',
      [],
      2,
      ['breached first-response #1', 'escalated first-response #1 1'],
    ],
    [
      'after an outage everything that was missed, but no reminder of what is past',
      [],
      30,
      [
        'breached first-response #1',
        'escalated first-response #1 1',
        'breached resolution #1',
        'escalated resolution #1 1',
      ],
    ],
    ['an answered target says no more', steps(() => [answered(1)]), 3, ['met first-response #1']],
    ['a paused clock does not breach', steps(() => [moved(1, 'awaiting-confirmation')]), 100, ['paused']],
    ['a resolved ticket does not breach', steps(() => [moved(1, 'resolved')]), 100, ['met resolution #1']],
  ])('%s', (_, news, until, expected) => {
    expect(story('urgent', news, until).events.slice(1)).toEqual(expected);
  });

  it('nothing is said twice', () => {
    const { clock } = story('urgent', [], 30);
    expect(tick('t', clock, rulebook, { now: at(31) })).toBe('nothing-due');
    expect(clock.nextMarkAt).toBeUndefined();
  });
});

describe('pauses', () => {
  it('shift what is open, and show what is left instead of a due time', () => {
    const paused = story(
      'urgent',
      steps(() => [moved(0.5, 'awaiting-confirmation')]),
    );
    expect(paused.clock.faces).toEqual([
      { target: 'first-response', cycle: 1, state: 'paused', leftMs: 1.5 * hour },
      { target: 'resolution', cycle: 1, state: 'paused', leftMs: 23.5 * hour },
    ]);
    expect(paused.clock.dueAt).toBeUndefined();
    const resumed = story(
      'urgent',
      steps(() => [moved(0.5, 'awaiting-confirmation'), moved(10.5, 'in-progress')]),
    );
    expect(resumed.events).toEqual(['started', 'paused', 'resumed']);
    expect(resumed.clock.faces.map(({ dueAt }) => dueAt)).toEqual([iso(12), iso(34)]);
  });

  it('that begin at the due instant leave nothing, but do not breach', () => {
    const { clock } = story(
      'urgent',
      steps(() => [moved(2, 'awaiting-confirmation')]),
    );
    expect(clock.faces[0]).toEqual({ target: 'first-response', cycle: 1, state: 'paused', leftMs: 0 });
  });
});

describe('a target that ends', () => {
  it.each<[string, number, string, string]>([
    ['before it is due is met', 1, 'met', 'met first-response #1'],
    ['when it is due is met', 2, 'met', 'met first-response #1'],
    [
      'a millisecond later is breached, though no timer had fired',
      2 + 1 / hour,
      'breached',
      'breached first-response #1',
    ],
  ])('%s', (_, hours, state, event) => {
    const { clock, events } = story(
      'urgent',
      steps(() => [answered(hours)]),
    );
    expect(clock.faces[0]).toMatchObject({ state, dueAt: iso(2), stoppedAt: iso(hours) });
    expect(events).toContain(event);
  });

  it('says how much it used', () => {
    const { data } = story(
      'high',
      steps(() => [answered(1)]),
    );
    expect(data[1]).toMatchObject({ target: 'first-response', usedMs: hour, leftMs: 3 * hour });
  });
});

describe('a change of priority', () => {
  it('recounts from the start with the pauses kept', () => {
    const news = steps(() => [moved(1, 'awaiting-confirmation'), moved(2, 'in-progress'), prioritised(3, 'high')]);
    const { clock, data } = story('low', news);
    expect(clock.faces.map(({ dueAt }) => dueAt)).toEqual([iso(5), '2026-01-13T10:00:00.000Z']);
    expect(data.at(-1)).toMatchObject({ cause: 'priority low → high' });
    expect(clock.priority).toBe('high');
  });

  it('to a time that is past breaches at once', () => {
    const { events, data } = story(
      'low',
      steps(() => [prioritised(5, 'urgent')]),
    );
    expect(events.slice(1)).toEqual(['changed', 'breached first-response #1', 'escalated first-response #1 1']);
    expect(data[2]).toMatchObject({ wasDueAt: iso(2), lateMs: 3 * hour });
  });

  it('does not take a breach back', () => {
    const { clock } = story(
      'urgent',
      steps(() => [prioritised(3, 'low')]),
    );
    expect(clock.faces[0]).toMatchObject({ state: 'breached', dueAt: iso(2) });
  });
});

describe('reopening', () => {
  const news = () => [answered(1), moved(4, 'resolved'), moved(10, 'in-progress')];

  it('keeps the result of the first cycle and runs on with what was left', () => {
    const { clock, events } = story('urgent', steps(news));
    expect(events).toEqual(['started', 'met first-response #1', 'met resolution #1', 'resumed']);
    expect(clock.faces.slice(1)).toEqual([
      { target: 'resolution', cycle: 1, state: 'met', dueAt: iso(24), stoppedAt: iso(4) },
      { target: 'resolution', cycle: 2, state: 'running', startedAt: iso(10), dueAt: iso(30) },
    ]);
  });

  it('breaches the second cycle by itself', () => {
    const { events } = story('urgent', steps(news), 31);
    expect(events.slice(-2)).toEqual(['breached resolution #2', 'escalated resolution #2 1']);
  });

  it('with nothing left is due when it is reopened', () => {
    const late = steps(() => [answered(1), moved(25, 'resolved'), moved(30, 'in-progress')]);
    const { clock } = story('urgent', late);
    expect(clock.faces.slice(1)).toMatchObject([
      { cycle: 1, state: 'breached', dueAt: iso(24) },
      { cycle: 2, state: 'breached', dueAt: iso(30) },
    ]);
  });

  it('for ever keeps the list of faces bounded', () => {
    const often = steps(() =>
      Array.from({ length: 40 }, (_, n) => moved(n / 10, n % 2 === 0 ? 'resolved' : 'in-progress')),
    );
    const { clock } = story('urgent', often);
    expect(clock.faces).toHaveLength(20);
    expect(clock.faces[1]).toMatchObject({ target: 'resolution', cycle: 1 });
    expect(clock.faces.at(-1)).toMatchObject({ cycle: 21 });
  });
});

it.each<[Status, Status, boolean]>([
  ['new', 'in-progress', false],
  ['new', 'pending-assignment', true],
  ['in-progress', 'awaiting-confirmation', true],
  ['awaiting-confirmation', 'resolved', true],
  ['resolved', 'in-progress', true],
  ['resolved', 'closed', false],
])('%s → %s moves time: %s', (from, to, expected) => {
  expect(movesTime(rules, from, to)).toBe(expected);
});
