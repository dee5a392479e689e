import { describe, expect, it } from '@jest/globals';
import type { EscalationLevel, Priority } from '@deskbeat/contracts';
import {
  answered,
  at,
  date,
  hour,
  iso,
  moved,
  opened,
  rulebookOf,
  rules,
  short,
  steps,
  story,
} from '../../test/clock-story.js';
import { begin, learn, tick, type Clock } from './clock.js';
import type { News } from './history.js';
import type { Rules } from './rules.js';

const withLevels = (...escalations: EscalationLevel[]): Rules => ({
  ...rules,
  policies: [{ ...rules.policies[0]!, reminders: [], escalations }],
});
const levels = (...list: EscalationLevel[]) => rulebookOf(withLevels(...list));
const three = levels(
  { level: 1, to: ['assignee'] },
  { level: 2, afterMinutes: 60, to: ['lead'] },
  { level: 3, atPercent: 200, to: ['manager', 'person:ana', 'webhook:pager'] },
);
const escalated = (priority: Priority, news: News[], until: number, by = three) =>
  story(priority, news, until, by).events.filter((event) => event.startsWith('escalated first'));

describe('levels', () => {
  it.each<[string, Priority, News[], number, number[]]>([
    ['the first at the breach', 'urgent', [], 2, [1]],
    ['one some minutes after it', 'urgent', [], 3, [1, 2]],
    ['one when twice the budget is used', 'urgent', [], 4, [1, 2, 3]],
    ['in the hours of the calendar: not in the night', 'medium', [], 23, [1]],
    ['in the hours of the calendar: the next day', 'medium', [], 25, [1, 2]],
    ['not while it waits for the customer', 'urgent', steps(() => [moved(2.5, 'awaiting-confirmation')]), 50, [1]],
    ['not after the answer', 'urgent', steps(() => [answered(2.5)]), 50, [1]],
    ['after an outage those that were missed', 'urgent', steps(() => [answered(3.5)]), 50, [1, 2]],
  ])('%s', (_, priority, news, until, expected) => {
    expect(escalated(priority, news, until)).toEqual(expected.map((level) => `escalated first-response #1 ${level}`));
  });

  it('the clock waits for the next level', () => {
    const { clock } = story('urgent', [], 2, three);
    expect(clock.nextMarkAt).toEqual(date(3));
  });

  it('say level, to whom, the exact due instant and how late it is', () => {
    const { data } = story('urgent', [], 4 + 1 / 60, three);
    expect(data.find(({ level, target }) => level === 3 && target === 'first-response')).toMatchObject({
      key: 't:escalation:first-response:1:3',
      to: ['manager', 'person:ana', 'webhook:pager'],
      wasDueAt: iso(2),
      markAt: iso(4),
      lateMs: 2 * hour + 60_000,
      aroundTheClock: true,
    });
  });

  it('may be for some targets only', () => {
    const by = levels({ level: 1, targets: ['resolution'], to: ['manager'] });
    expect(story('urgent', [], 30, by).events.filter((event) => event.startsWith('escalated'))).toEqual([
      'escalated resolution #1 1',
    ]);
  });
});

describe('actions', () => {
  const by = levels({ level: 1, targets: ['first-response'], to: ['lead'], action: { kind: 'raise-priority' } });

  it('are kept until they are done, with what the ticket was then', () => {
    expect(story('low', [], 100, by).clock.actions).toEqual([
      { key: 't:escalation:first-response:1:1', at: date(100), action: { kind: 'raise-priority' }, priority: 'low' },
    ]);
  });

  it('are not asked for when the target has ended', () => {
    const late = steps(() => [answered(100)]);
    expect(story('low', late, 120, by).clock.actions).toBeUndefined();
  });
});

describe('late and at night', () => {
  const look = (clock: Clock, hours: number, batch?: string) => {
    const outcome = tick('t', clock, three, { now: at(hours), batch });
    return typeof outcome === 'string' ? [] : outcome.sayings.map((one) => [short(one), one.data] as const);
  };
  const clockOf = (priority: Priority) => begin('t', opened(priority), three, { now: at(0) }).clock;

  it('a mark that is said in time is not late', () => {
    expect(look(clockOf('urgent'), 2 + 0.5 / 60)[0]![1]).not.toHaveProperty('late');
  });

  it('a mark that nobody watched is late and names its batch', () => {
    for (const [, data] of look(clockOf('urgent'), 2.5, 'since-1'))
      expect(data).toMatchObject({ late: true, batch: 'since-1' });
  });

  it('a breach by a change is not late: it was not due before', () => {
    const before = clockOf('low');
    const news: News = { kind: 'changed', version: 2, at: date(5), changes: { priority: 'urgent' } };
    const outcome = learn('t', before, news, three, { now: at(5), batch: 'since-1' });
    if (outcome === 'known') throw new Error('it is new');
    const breach = outcome.sayings.find((one) => short(one).startsWith('breached'))!;
    expect(breach.data).not.toHaveProperty('late');
    expect(breach.data).toMatchObject({ lateMs: 3 * hour });
  });

  it.each<[string, Priority, number, string | undefined]>([
    ['at closing time people are told at once', 'medium', 8, undefined],
    ['a minute after closing as well', 'medium', 8 + 1 / 60, undefined],
    ['found in the night: when the calendar opens', 'medium', 15, '2026-01-06T09:00:00.000Z'],
    ['found the next day: at once', 'medium', 25, undefined],
    ['a promise that runs day and night: at once', 'urgent', 15, undefined],
  ])('%s', (_, priority, hours, tellAt) => {
    expect((look(clockOf(priority), hours)[0]![1] as { tellAt?: string }).tellAt).toBe(tellAt);
  });
});
