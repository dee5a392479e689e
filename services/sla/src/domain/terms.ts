import { aroundTheClock, type Priority, type SlaTarget } from '@deskbeat/contracts';
import type { Calendar } from './calendar.js';
import type { CalendarEntry, PolicyEntry, Rules } from './rules.js';

/** By which policy a clock counts, as it was in which edition of the rules. */
export interface TermsRef {
  readonly policyId: string;
  readonly edition: number;
}

export interface Budget {
  readonly budgetMs: number;
  readonly calendar: Calendar;
}

/** A policy with all that it refers to. */
export interface Terms extends TermsRef {
  readonly policy: PolicyEntry;
  readonly budgets: ReadonlyMap<string, Budget>;
  /** The same for terms that count the same. */
  readonly fingerprint: string;
}

/** @throws UnknownEdition when that edition must be read first */
export type Book = (ref: TermsRef) => Terms;

/** An edition that is not at hand. */
export class UnknownEdition extends Error {
  override readonly name = 'UnknownEdition';
  constructor(readonly edition: number) {
    super(`edition ${edition} of the rules is not at hand`);
  }
}

export const always: Calendar = { kind: 'always', id: aroundTheClock };

export const budgetOf = ({ budgets }: Terms, priority: Priority, target: SlaTarget): Budget | undefined =>
  budgets.get(`${priority} ${target}`);

/** A calendar with the holidays that its sources gave. */
export function calendarOf({ id, timeZone, hours, holidays, days, breaks, feeds }: CalendarEntry): Calendar {
  const all = [...new Set([...holidays, ...feeds.flatMap(({ dates }) => dates)])].sort();
  return { kind: 'business', id, timeZone, hours, holidays: all, ...(days && { days }), ...(breaks && { breaks }) };
}

/** The terms of every policy of an edition, by its id. */
export function termsIn({ edition, policies, calendars }: Rules): ReadonlyMap<string, Terms> {
  const open = new Map<string, Calendar>([[aroundTheClock, always]]);
  for (const calendar of calendars) open.set(calendar.id, calendarOf(calendar));
  return new Map(
    policies.map((policy) => {
      const { id: policyId, budgets, pausedBy, reminders, escalations } = policy;
      const used = [...new Set(budgets.map(({ calendarId }) => calendarId))].sort().map((id) => open.get(id));
      const fingerprint = JSON.stringify({ policyId, budgets, pausedBy, reminders, escalations, used });
      const byTarget = budgets.map(({ priority, target, budgetMs, calendarId }) => {
        return [`${priority} ${target}`, { budgetMs, calendar: open.get(calendarId)! }] as const;
      });
      return [policyId, { policyId, edition, policy, budgets: new Map(byTarget), fingerprint }];
    }),
  );
}
