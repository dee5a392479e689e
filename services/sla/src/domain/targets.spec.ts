import { describe, expect, it } from '@jest/globals';
import type { SlaTarget } from '@deskbeat/contracts';
import {
  answered,
  asked,
  at,
  changed,
  date,
  hour,
  iso,
  moved,
  opened,
  rulebook,
  steps,
  story,
} from '../../test/clock-story.js';
import type { News } from './history.js';
import { reportOf } from './report.js';

const facesOf = (target: SlaTarget, news: News[], until?: number) =>
  story('urgent', news, until).clock.faces.filter((face) => face.target === target);

describe('next response', () => {
  const next = (news: News[], until?: number) => facesOf('next-response', news, until);

  it.each<[string, News[], object[]]>([
    ['before the first response a message starts nothing', [asked(0.5)], []],
    ['a message after it starts one', [answered(1), asked(3)], [{ cycle: 1, state: 'running', dueAt: iso(5) }]],
    ['further messages do not move it', [answered(1), asked(3), asked(4)], [{ cycle: 1, dueAt: iso(5) }]],
    [
      'the answer meets it, the next message starts another',
      [answered(1), asked(3), answered(4), asked(10)],
      [
        { cycle: 1, state: 'met', stoppedAt: iso(4) },
        { cycle: 2, state: 'running', dueAt: iso(12) },
      ],
    ],
    [
      'a message while waiting for the customer counts from the move on',
      [answered(1), moved(1, 'awaiting-confirmation'), asked(3), moved(3, 'in-progress')],
      [{ cycle: 1, state: 'running', dueAt: iso(5) }],
    ],
    [
      'pauses before it take nothing, those in it shift it',
      [
        answered(1),
        moved(1, 'awaiting-confirmation'),
        moved(2, 'in-progress'),
        asked(3),
        moved(4, 'awaiting-confirmation'),
      ],
      [{ cycle: 1, state: 'paused', leftMs: hour }],
    ],
    ['a resolution ends the wait without a result', [answered(1), asked(3), moved(4, 'resolved')], []],
    [
      'a message that reopens starts it when the ticket is open again',
      [answered(1), moved(4, 'resolved'), asked(6), moved(6, 'in-progress')],
      [{ cycle: 1, state: 'running', dueAt: iso(8) }],
    ],
    [
      'an answer that is late is a breach',
      [answered(1), asked(3), answered(6)],
      [{ state: 'breached', dueAt: iso(5) }],
    ],
  ])('%s', (_, news, expected) => {
    expect(next(news.map((one, index) => ({ ...one, version: index + 2 })))).toMatchObject(expected);
    expect(next(news)).toHaveLength(expected.length);
  });

  it('breaches by itself, once for each cycle', () => {
    const news = steps(() => [answered(1), asked(2), answered(9), asked(10)]);
    const { events } = story('urgent', news, 13);
    expect(events.filter((event) => event.startsWith('breached next'))).toEqual([
      'breached next-response #1',
      'breached next-response #2',
    ]);
  });
});

describe('pick-up', () => {
  const quarter = 0.25;

  it.each<[string, News[], object[]]>([
    ['nobody waits in a queue: there is none', [moved(0, 'in-progress')], []],
    [
      'entering Pending Assignment starts it',
      [moved(1, 'pending-assignment')],
      [{ cycle: 1, dueAt: iso(1 + quarter) }],
    ],
    [
      'being assigned meets it',
      [moved(1, 'pending-assignment'), moved(1.1, 'in-progress')],
      [{ state: 'met', stoppedAt: iso(1.1) }],
    ],
    [
      'each wait is a cycle of its own',
      [moved(1, 'pending-assignment'), moved(1.1, 'in-progress'), moved(2, 'pending-assignment')],
      [{ cycle: 1 }, { cycle: 2, dueAt: iso(2 + quarter) }],
    ],
  ])('%s', (_, news, expected) => {
    const numbered = news.map((one, index) => ({ ...one, version: index + 2 }));
    expect(facesOf('pick-up', numbered)).toMatchObject(expected);
  });

  it('tells the lead and nobody else', () => {
    const { data } = story(
      'urgent',
      steps(() => [moved(0, 'pending-assignment')]),
      1,
    );
    const told = data.filter(({ level }) => level !== undefined);
    expect(told).toMatchObject([{ target: 'pick-up', level: 1, to: ['lead'], aroundTheClock: true }]);
  });
});

describe('a planned ticket', () => {
  const due = (news: News[], plannedAt?: Date) =>
    story(opened('planned', plannedAt && { plannedAt }), news).clock.faces.find(
      ({ target }) => target === 'resolution',
    );

  it.each<[string, News[], Date | undefined, object]>([
    ['is to be resolved at its date, also at night', [], date(64.5), { state: 'running', dueAt: iso(64.5) }],
    ['without a date in thirty days of work', [], undefined, { dueAt: '2026-05-08T17:00:00.000Z' }],
    ['gets another date', [changed(1, { plannedAt: date(80) })], date(64), { dueAt: iso(80) }],
    ['loses its date', [changed(1, { plannedAt: undefined })], date(64), { dueAt: '2026-05-08T17:00:00.000Z' }],
    [
      'waits for the customer',
      [moved(1, 'awaiting-confirmation'), moved(11, 'in-progress')],
      date(64),
      { state: 'running', dueAt: iso(74) },
    ],
  ])('%s', (_, news, plannedAt, expected) => {
    expect(
      due(
        news.map((one, index) => ({ ...one, version: index + 2 })),
        plannedAt,
      ),
    ).toMatchObject(expected);
  });
});

it('the report says what each target used, what is left, and why it stood still', () => {
  const news = steps(() => [
    answered(1),
    moved(2, 'awaiting-confirmation'),
    moved(5, 'in-progress'),
    moved(30, 'resolved'),
  ]);
  const { clock } = story('urgent', news);
  const report = reportOf(clock.history, rulebook.book, at(40));
  expect(report.targets).toMatchObject([
    { target: 'first-response', state: 'met', startedAt: iso(0), budgetMs: 2 * hour, usedMs: hour, leftMs: hour },
    { target: 'resolution', state: 'breached', dueAt: iso(27), usedMs: 27 * hour, leftMs: -3 * hour, lateMs: 3 * hour },
  ]);
  expect(report.pauses).toEqual([
    { from: iso(2), to: iso(5), cause: 'awaiting-confirmation' },
    { from: iso(30), cause: 'resolved' },
  ]);
  expect(report.terms).toEqual([{ at: iso(0), policyId: 'default', edition: 1, cause: 'opened' }]);
});
