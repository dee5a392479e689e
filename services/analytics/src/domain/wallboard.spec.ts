import type { Priority, Status } from '@deskbeat/contracts';
import { Board } from './board.js';
import type { TicketFact } from './ticket-fact.js';
import { wallboardOf } from './wallboard.js';

const hour = 3_600_000;
const now = Date.parse('2026-01-05T12:30:00Z');
const today = Date.parse('2026-01-05T00:00:00Z');

interface Wanted {
  hoursAgo?: number;
  status?: Status;
  priority?: Priority;
  answeredAfter?: number;
  resolvedHoursAgo?: number;
  breaches?: string[];
}

const boardOf = (...tickets: Wanted[]): Board => {
  const board = new Board();
  for (const [index, wanted] of tickets.entries()) {
    const { hoursAgo = 1, status = 'in-progress', priority = 'medium', breaches = [] } = wanted;
    const reportedAt = new Date(now - hoursAgo * hour);
    const fact: TicketFact = { reportedAt, breaches };
    fact.status = { value: status, version: 1 };
    fact.priority = { value: priority, version: 1 };
    if (wanted.answeredAfter !== undefined) fact.respondedAt = new Date(reportedAt.getTime() + wanted.answeredAfter);
    if (wanted.resolvedHoursAgo !== undefined)
      fact.resolved = { value: new Date(now - wanted.resolvedHoursAgo * hour), version: 2 };
    board.put(`t${index}`, 1, fact);
  }
  return board;
};

const shown = (...tickets: Wanted[]) => wallboardOf(boardOf(...tickets), today, now);

describe('the wallboard', () => {
  it('counts what is open, by status and priority, and no resolved ticket', () => {
    const board = shown(
      { status: 'new', priority: 'urgent' },
      { status: 'pending-assignment' },
      { status: 'awaiting-confirmation', breaches: ['resolution:1'] },
      { status: 'resolved', resolvedHoursAgo: 1, breaches: ['resolution:1'] },
      { status: 'closed' },
    );
    expect(board).toMatchObject({ open: 3, unassigned: 2, breached: 1 });
    expect(board.byStatus).toEqual({ new: 1, 'pending-assignment': 1, 'in-progress': 0, 'awaiting-confirmation': 1 });
    expect(board.byPriority).toEqual({ urgent: 1, high: 0, medium: 2, low: 0, planned: 0 });
  });

  it('counts today from when it began for those who look', () => {
    const board = shown(
      { hoursAgo: 1 },
      { hoursAgo: 13 },
      { hoursAgo: 14, status: 'resolved', resolvedHoursAgo: 12 },
      { hoursAgo: 40, status: 'closed', resolvedHoursAgo: 20 },
    );
    expect([board.createdToday, board.resolvedToday]).toEqual([1, 1]);
  });

  it('puts what came and was done into the hour in which it was', () => {
    const { hours } = shown(
      { hoursAgo: 0.25 },
      { hoursAgo: 2, status: 'resolved', resolvedHoursAgo: 1 },
      { hoursAgo: 23.4 },
      { hoursAgo: 24, status: 'resolved', resolvedHoursAgo: 23.6 },
    );
    expect(hours.map(({ created }) => created)).toEqual([1, ...Array<number>(20).fill(0), 1, 0, 1]);
    expect(hours.map(({ resolved }) => resolved)).toEqual([...Array<number>(22).fill(0), 1, 0]);
    expect([hours[0]!.from, hours[23]!.from]).toEqual(['2026-01-04T13:00:00.000Z', '2026-01-05T12:00:00.000Z']);
  });

  it('reckons response and resolution of what was reported in the last seven days', () => {
    const { firstResponse, resolution } = shown(
      { hoursAgo: 3, answeredAfter: 60_000, status: 'resolved', resolvedHoursAgo: 2 },
      { hoursAgo: 24 * 8, answeredAfter: 9, status: 'closed', resolvedHoursAgo: 1 },
    );
    expect(firstResponse).toMatchObject({ count: 1, p50: 60_000 });
    expect(resolution).toMatchObject({ count: 1, p90: hour });
  });

  it('of nothing is nothing', () => {
    expect(wallboardOf(new Board(), today, now)).toMatchObject({
      open: 0,
      createdToday: 0,
      firstResponse: { count: 0 },
    });
  });
});
