export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Local opening and closing, `HH:MM` up to `24:00`; a closing at or before the opening lies on the next day. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

export interface WeekHours extends Hours {
  readonly day: Weekday;
}

export interface DateHours extends Hours {
  /** `2026-12-24`. */
  readonly date: string;
}

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
