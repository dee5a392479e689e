export interface ShiftCalendar {
  /** IANA name. */
  timeZone: string;
  /** Day 1 is Monday; `to` at or before `from` is on the next day. */
  hours: readonly { day: number; from: string; to: string }[];
  /** Days on which no shift starts, like 2026-12-25. */
  daysOff: readonly { date: string }[];
}

interface LocalTime {
  date: string;
  /** 1 is Monday. */
  day: number;
  /** Of the day. */
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...parts });
  formats.set(timeZone, format);
  return format;
}

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

function localTime(timeZone: string, at: Date): LocalTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  return { date, day: weekdayOf(date), minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
const dayBefore = (date: string): string =>
  new Date(new Date(`${date}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10);
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a shift runs at that instant, by the clocks of the calendar's place. One that started yesterday may. */
export function isOnShift({ timeZone, hours, daysOff }: ShiftCalendar, at: Date): boolean {
  const { date, day, minute } = localTime(timeZone, at);
  const starts = (on: string): boolean => !daysOff.some((off) => off.date === on);
  const yesterday = dayBefore(date);
  return hours.some((shift) => {
    const [from, to] = [minuteOf(shift.from), minuteOf(shift.to)];
    const pastMidnight = to <= from;
    if (shift.day === day && starts(date) && minute >= from && (pastMidnight || minute < to)) return true;
    return pastMidnight && shift.day === weekdayOf(yesterday) && starts(yesterday) && minute < to;
  });
}
