import type { BudgetView, Priority, SlaTarget } from '@deskbeat/contracts';

type Budgets = readonly BudgetView[];
const isOf = (priority: Priority, target?: SlaTarget) => (one: BudgetView) =>
  one.priority === priority && (target === undefined || one.target === target);

export const indexOf = (budgets: Budgets, priority: Priority, target: SlaTarget): number =>
  budgets.findIndex(isOf(priority, target));

/** With another budget of a target, in its place; without one, the target is left out. */
export function withBudget(
  budgets: Budgets,
  { priority, target, calendarId }: Omit<BudgetView, 'budgetMs'>,
  budgetMs: number | undefined,
): Budgets {
  if (budgetMs === undefined) return budgets.filter((one) => !isOf(priority, target)(one));
  if (indexOf(budgets, priority, target) < 0) return [...budgets, { priority, target, budgetMs, calendarId }];
  return budgets.map((one) => (isOf(priority, target)(one) ? { ...one, budgetMs } : one));
}

/** The calendar of all targets of a priority; nothing where they have several. */
export function calendarOf(budgets: Budgets, priority: Priority): string | undefined {
  const ids = new Set(budgets.filter(isOf(priority)).map(({ calendarId }) => calendarId));
  return ids.size === 1 ? [...ids][0] : undefined;
}

export const withCalendar = (budgets: Budgets, priority: Priority, calendarId: string): Budgets =>
  budgets.map((one) => (one.priority === priority ? { ...one, calendarId } : one));
