import type { Weekday, WeekHours } from '@deskbeat/contracts';

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Open time in a week, in milliseconds; a closing at or before the opening lies on the next day. */
export function openTimeOf(hours: readonly WeekHours[]): number {
  const minutes = hours.map(({ from, to }) => {
    const length = minutesOf(to) - minutesOf(from);
    return length > 0 ? length : length + 24 * 60;
  });
  return minutes.reduce((all, one) => all + one, 0) * 60_000;
}

/** With the hours of Monday on every working day. */
export function likeMonday(hours: readonly WeekHours[]): WeekHours[] {
  const monday = hours.filter(({ day }) => day === 'mon');
  const weekend = hours.filter(({ day }) => day === 'sat' || day === 'sun');
  return [...weekdays.slice(0, 5).flatMap((day) => monday.map((one) => ({ ...one, day }))), ...weekend];
}

/** What another stretch of a day begins as: after the last one, or a whole working day. */
export function nextStretch(hours: readonly WeekHours[], day: Weekday): WeekHours {
  const last = hours.findLast((one) => one.day === day);
  if (!last) return { day, from: '09:00', to: '17:00' };
  const from = Math.min(minutesOf(last.to) + 60, 23 * 60);
  const text = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:00`;
  return { day, from: text(from), to: text(Math.min(from + 120, 24 * 60)) };
}
