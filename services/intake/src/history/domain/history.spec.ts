import { describe, expect, it } from '@jest/globals';
import { occurrenceOf, repeatsIn, satisfactionIn, type Past } from './history.js';

const now = new Date('2030-06-01T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
const past = (days: number, more: Partial<Past> = {}): Past => ({
  _id: `t${days}`,
  type: 'fault',
  createdAt: daysAgo(days),
  ...more,
});

describe('repeats', () => {
  it('are what came up more than once in 90 days, the most frequent first', () => {
    const lamp = { product: 'lamp' };
    const tickets = [past(1, lamp), past(2, { type: 'refund' }), past(3), past(90, lamp), past(91, lamp)];
    expect(repeatsIn(tickets, now)).toEqual([
      { of: 'product', value: 'lamp', count: 2, ticketIds: ['t1', 't90'] },
      { of: 'type', value: 'fault', count: 3, ticketIds: ['t1', 't3', 't90'] },
    ]);
  });

  it('are none of work on another ticket', () => {
    expect(repeatsIn([past(1, { inside: true }), past(2)], now)).toEqual([]);
    expect(occurrenceOf('t1', [past(1, { inside: true }), past(2)])).toBeUndefined();
  });

  it('are of one product however it is written, as it was written last, and of no issue that was told twice', () => {
    const tickets = [
      past(1, { product: 'Lamp', type: 'refund' }),
      past(2, { product: 'LAMP ' }),
      past(3, { product: 'lamp', mergedInto: 't2' }),
    ];
    expect(repeatsIn(tickets, now)).toEqual([{ of: 'product', value: 'Lamp', count: 2, ticketIds: ['t1', 't2'] }]);
    expect(occurrenceOf('t1', tickets)).toEqual({ product: 2, type: 1 });
    expect(occurrenceOf('t3', tickets)).toEqual({ product: 1, type: 1 });
  });

  it('are none of tickets that all differ', () => {
    expect(repeatsIn([past(1), past(2, { type: 'refund' })], now)).toEqual([]);
  });
});

describe('the occurrence of a ticket', () => {
  const lamp = { product: 'lamp' };
  const tickets = [past(1, lamp), past(50, lamp), past(80), past(92, lamp), past(200, lamp)];

  it.each([
    ['t1', { product: 2, type: 3 }],
    ['t50', { product: 2, type: 3 }],
    ['t80', { type: 2 }],
    ['t200', { product: 1, type: 1 }],
    ['t999', undefined],
  ])('of %s counts those in the 90 days before it', (id, expected) => {
    expect(occurrenceOf(id, tickets)).toEqual(expected);
  });
});

describe('satisfaction', () => {
  const rated = (...ratings: (number | undefined)[]): Past[] =>
    ratings.map((rating, days) =>
      past(days, rating === undefined ? {} : { satisfaction: { rating, at: daysAgo(days) } }),
    );

  it.each([
    [[], { count: 0, trend: 'unknown' }],
    [[undefined, 4], { count: 1, average: 4, latest: 4, trend: 'unknown' }],
    [[5, undefined, 3], { count: 2, average: 4, latest: 5, trend: 'better' }],
    [[1, 3, 5, 5], { count: 4, average: 3.5, latest: 1, trend: 'worse' }],
    [[4, 5, 4], { count: 3, average: 4.33, latest: 4, trend: 'steady' }],
  ])('of %j, newest first, is %j', (ratings, expected) => {
    expect(satisfactionIn(rated(...ratings))).toEqual(expected);
  });
});
