import type { BudgetView } from '@deskbeat/contracts';
import { calendarOf, withBudget, withCalendar } from './budgets.js';

const urgent = (target: BudgetView['target'], calendarId = 'day'): BudgetView => ({
  priority: 'urgent',
  target,
  budgetMs: 60_000,
  calendarId,
});

describe('the targets of a policy', () => {
  it('are changed in their place, added and left out', () => {
    const both = [urgent('first-response'), urgent('resolution')];
    expect(withBudget(both, urgent('first-response'), 5)).toEqual([{ ...both[0], budgetMs: 5 }, both[1]]);
    expect(withBudget(both, urgent('pick-up'), 60_000)).toEqual([...both, urgent('pick-up')]);
    expect(withBudget(both, urgent('resolution'), undefined)).toEqual([both[0]]);
  });

  it('of a priority have one calendar, or several', () => {
    const two = [urgent('first-response', 'day'), urgent('resolution', 'night')];
    expect([calendarOf(two, 'urgent'), calendarOf(two, 'low')]).toEqual([undefined, undefined]);
    expect(calendarOf(withCalendar(two, 'urgent', 'night'), 'urgent')).toBe('night');
  });
});
