import type { DateHours, WeekHours } from '@deskbeat/contracts';

export interface AlwaysOpen {
  readonly kind: 'always';
  readonly id: string;
}

export interface BusinessHours {
  readonly kind: 'business';
  readonly id: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly hours: readonly WeekHours[];
  /** `2026-12-25`, or `*-12-25` for every year. Hours that begin on such a date do not count. */
  readonly holidays: readonly string[];
  /** Hours of a date in place of those of its weekday; a holiday wins. */
  readonly days?: readonly DateHours[];
  /** What is taken out of the hours of a date. */
  readonly breaks?: readonly DateHours[];
}

export type Calendar = AlwaysOpen | BusinessHours;
