import type { RetentionRules } from '@deskbeat/contracts';

const dayMs = 86_400_000;
/** Hour of the night (UTC) at which rules are applied. */
const hour = 2;

/** Before which instants data is too old, where there is a rule. */
export interface Limits {
  tickets?: Date;
  notices?: Date;
  auditRecords?: Date;
}

export function limitsOf({ closedTicketsMonths, noticesDays, auditYears }: RetentionRules, now: Date): Limits {
  return {
    ...(closedTicketsMonths !== undefined && { tickets: monthsBefore(now, closedTicketsMonths) }),
    ...(noticesDays !== undefined && { notices: new Date(now.getTime() - noticesDays * dayMs) }),
    ...(auditYears !== undefined && { auditRecords: monthsBefore(now, auditYears * 12) }),
  };
}

/** Whether anything is to go at all. */
export const isAny = ({ closedTicketsMonths, noticesDays, auditYears }: RetentionRules): boolean =>
  [closedTicketsMonths, noticesDays, auditYears].some((rule) => rule !== undefined);

/** The same day and time of an earlier month, or the last day of that month where it is shorter. */
function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now);
  then.setUTCMonth(now.getUTCMonth() - months);
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0);
  return then;
}

/** The first time after an instant at which rules are applied. */
export function nightAfter(now: Date): Date {
  const tonight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), hour);
  return new Date(tonight > now.getTime() ? tonight : tonight + dayMs);
}
