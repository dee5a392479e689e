import { Board, durationsOf } from './board.js';
import type { TicketFact } from './ticket-fact.js';

const aFact = (reported: number, wanted: Partial<TicketFact> = {}): TicketFact => ({
  reportedAt: new Date(reported),
  type: { value: 'fault', version: 1 },
  priority: { value: 'medium', version: 1 },
  status: { value: 'new', version: 1 },
  breaches: [],
  ...wanted,
});

describe('the board', () => {
  it('counts a ticket once, as it is in its newest revision', () => {
    const board = new Board();
    board.put('t1', 1, aFact(0));
    board.put('t1', 3, aFact(0, { status: { value: 'closed', version: 5 }, breaches: ['resolution:1'] }));
    board.put('t1', 2, aFact(0, { status: { value: 'in-progress', version: 2 } }));
    const { tickets, byStatus, byType, byPriority, breached } = board.overview();
    expect([tickets, breached, byStatus.closed, byStatus.new, byType.fault, byPriority.medium]).toEqual([
      1, 1, 1, 0, 1, 1,
    ]);
    expect(Object.values(byStatus)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it('takes tickets of a period, its start included, its end not', () => {
    const board = new Board();
    for (const at of [10, 20, 30]) board.put(`t${at}`, 1, aFact(at, { respondedAt: new Date(at + at) }));
    expect(board.overview(10, 30)).toMatchObject({ tickets: 2, firstResponse: { count: 2, mean: 15 } });
    expect(board.overview(20).tickets).toBe(2);
    expect(board.overview().tickets).toBe(3);
  });

  it('leaves out a ticket of which it is not known yet when it was reported', () => {
    const board = new Board();
    board.put('t1', 1, { breaches: ['resolution:1'] });
    expect(board.overview()).toMatchObject({ tickets: 0, breached: 0 });
  });

  it('holds more tickets than it began with', () => {
    const board = new Board();
    for (let n = 0; n < 5_000; n++) board.put(`t${n}`, 1, aFact(n, { respondedAt: new Date(n + 7) }));
    expect(board.overview()).toMatchObject({ tickets: 5_000, firstResponse: { count: 5_000, mean: 7, p99: 7 } });
    expect(board.overview(4_999).tickets).toBe(1);
  });
});

describe('percentiles', () => {
  it.each([
    ['nothing', [], { count: 0 }],
    ['one', [5], { count: 1, mean: 5, p50: 5, p90: 5, p95: 5, p99: 5 }],
    ['two', [9, 1], { count: 2, mean: 5, p50: 1, p90: 9, p95: 9, p99: 9 }],
    [
      'a hundred',
      Array.from({ length: 100 }, (_, index) => 100 - index),
      { count: 100, mean: 50.5, p50: 50, p90: 90, p95: 95, p99: 99 },
    ],
  ])('of %s are durations that occurred', (_, values, expected) => {
    expect(durationsOf(values)).toEqual(expected);
  });
});
