import {
  changeCalendar,
  changePolicy,
  createCalendar,
  createPolicy,
  importHolidays,
  orderPolicies,
  previewDue,
  previewPolicy,
  startRecount,
} from '@deskbeat/contracts';

const hour = 3_600_000;

/** A body for each change of SLA settings, by subject. */
export const slaExamples: Readonly<Record<string, object>> = {
  [createPolicy.subject]: {
    id: 'vip',
    name: 'Very important customers',
    conditions: { tiers: ['vip'], priorities: ['urgent', 'high'] },
    budgets: [
      { priority: 'high', target: 'first-response', budgetMs: hour, calendarId: 'business-hours' },
      { priority: 'urgent', target: 'first-response', budgetMs: hour / 2, calendarId: 'around-the-clock' },
    ],
    escalations: [
      { level: 1, to: ['assignee', 'lead'] },
      { level: 2, afterMinutes: 60, to: ['manager', 'webhook:pager'], action: { kind: 'raise-priority' } },
    ],
  },
  [changePolicy.subject]: { enabled: false },
  [orderPolicies.subject]: { ids: ['vip', 'refunds'] },
  [previewPolicy.subject]: { type: 'fault', priority: 'high', tier: 'vip' },
  [createCalendar.subject]: {
    id: 'night-shift',
    name: 'Night shift',
    timeZone: 'Europe/Berlin',
    hours: [{ day: 'mon', from: '22:00', to: '06:00' }],
    holidays: ['*-12-25', '2030-04-19'],
    days: [{ date: '2030-12-23', from: '08:00', to: '12:00' }],
  },
  [changeCalendar.subject]: { holidays: ['*-12-25', '*-01-01'] },
  [importHolidays.subject]: { feedId: 'public-holidays', url: 'https://calendars.example.com/public.ics' },
  [previewDue.subject]: { calendarId: 'business-hours', start: '2030-01-31T15:00:00Z', budgetMs: 4 * hour },
  [startRecount.subject]: { dryRun: true },
};
