import {
  aroundTheClock,
  defaultPolicyId,
  priorities,
  weekdays,
  type BudgetView,
  type Priority,
  type SlaTarget,
} from '@deskbeat/contracts';
import { watchedBy, type CalendarEntry, type PolicyEntry, type Rules } from './rules.js';

const minute = 60_000;
const hour = 60 * minute;
export const businessHours = 'business-hours';

const budgets: Readonly<Record<Priority, Readonly<Record<SlaTarget, number>>>> = {
  urgent: { 'first-response': 2 * hour, 'next-response': 2 * hour, resolution: 24 * hour, 'pick-up': 15 * minute },
  high: { 'first-response': 4 * hour, 'next-response': 4 * hour, resolution: 48 * hour, 'pick-up': 30 * minute },
  medium: { 'first-response': 8 * hour, 'next-response': 8 * hour, resolution: 72 * hour, 'pick-up': hour },
  low: { 'first-response': 24 * hour, 'next-response': 24 * hour, resolution: 120 * hour, 'pick-up': 4 * hour },
  planned: { 'first-response': 48 * hour, 'next-response': 48 * hour, resolution: 720 * hour, 'pick-up': 8 * hour },
};

const defaultBudgets = (): BudgetView[] =>
  priorities.flatMap((priority) =>
    (Object.entries(budgets[priority]) as [SlaTarget, number][]).map(([target, budgetMs]) => {
      const calendarId = priority === 'urgent' ? aroundTheClock : businessHours;
      return { priority, target, budgetMs, calendarId };
    }),
  );

export const defaultPolicy = (): PolicyEntry => ({
  id: defaultPolicyId,
  name: 'Default',
  version: 1,
  enabled: true,
  conditions: {},
  budgets: defaultBudgets(),
  pausedBy: ['awaiting-confirmation'],
  reminders: [75],
  escalations: [
    { level: 1, targets: ['first-response', 'next-response', 'resolution'], to: ['assignee', 'manager'] },
    { level: 1, targets: ['pick-up'], to: ['lead'] },
  ],
});

/** Monday to Friday, nine to five. */
export const businessWeek = (timeZone: string, holidays: readonly string[]): CalendarEntry => ({
  id: businessHours,
  name: 'Business hours',
  version: 1,
  timeZone,
  hours: weekdays.slice(0, 5).map((day) => ({ day, from: '09:00', to: '17:00' })),
  holidays: [...holidays],
  feeds: [],
});

/** What holds until somebody changes it. */
export function defaultRules(timeZone: string, holidays: readonly string[]): Rules {
  const policies = [defaultPolicy()];
  return { edition: 1, policies, calendars: [businessWeek(timeZone, holidays)], watched: watchedBy(policies) };
}
