import type { Priority, SlaTarget, Status } from '@deskbeat/contracts';
import { weekdays, type AlwaysOpen, type BusinessHours, type Calendar } from './calendar.js';

export interface Budget {
  readonly budgetMs: number;
  readonly calendar: Calendar;
}

export interface EscalationLevel {
  readonly level: number;
  /** Roles: `assignee`, `lead`, `manager`. */
  readonly to: readonly string[];
}

export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly budgets: Readonly<Record<Priority, Readonly<Record<SlaTarget, Budget>>>>;
  readonly pausedBy: readonly Status[];
  /** Percent of the budget at which it is said that a target will be due. */
  readonly reminders: readonly number[];
  /** Said at the breach. */
  readonly escalations: readonly EscalationLevel[];
}

const hour = 3_600_000;
const aroundTheClock: AlwaysOpen = { kind: 'always', id: 'around-the-clock' };

export function businessWeek(timeZone: string, holidays: readonly string[]): BusinessHours {
  const hours = weekdays.slice(0, 5).map((day) => ({ day, from: '09:00', to: '17:00' }));
  return { kind: 'business', id: 'business-hours', timeZone, hours, holidays };
}

/** The policy that matches every ticket. */
export function defaultPolicy(business: Calendar): Policy {
  const within = (responseHours: number, resolutionHours: number, calendar: Calendar): Record<SlaTarget, Budget> => ({
    'first-response': { budgetMs: responseHours * hour, calendar },
    resolution: { budgetMs: resolutionHours * hour, calendar },
  });
  return {
    id: 'default',
    name: 'Default',
    isDefault: true,
    budgets: {
      urgent: within(2, 24, aroundTheClock),
      high: within(4, 48, business),
      medium: within(8, 72, business),
      low: within(24, 120, business),
      planned: within(48, 30 * 24, business),
    },
    pausedBy: ['awaiting-confirmation'],
    reminders: [75],
    escalations: [{ level: 1, to: ['assignee', 'manager'] }],
  };
}
