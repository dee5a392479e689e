import { locales, type Language } from './words.js';

/** To make a formatter takes far longer than to use it: each is made once. */
function kept<O, F>(make: (locale: string, options: O) => F): (language: Language, options: O) => F {
  const made = new Map<string, F>();
  return (language, options) => {
    const key = `${language} ${JSON.stringify(options)}`;
    const format = made.get(key) ?? make(locales[language], options);
    made.set(key, format);
    return format;
  };
}
const relative = kept(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
const dates = kept((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const sizes = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, in the largest fitting unit: `3 minutes ago`; older than a month is a date. */
export function ago(at: string | number, now: number, language: Language, style: 'long' | 'narrow' = 'long'): string {
  const then = typeof at === 'number' ? at : Date.parse(at);
  const away = then - now;
  const size = Math.abs(away);
  const format = relative(language, { numeric: 'auto', style });
  if (size < 45_000) return format.format(0, 'second');
  if (size < 45 * minute) return format.format(Math.round(away / minute), 'minute');
  if (size < 22 * hour) return format.format(Math.round(away / hour), 'hour');
  if (size < 30 * day) return format.format(Math.round(away / day), 'day');
  return dates(language, { dateStyle: 'medium' }).format(then);
}

/** An instant in full, in the reader's own time zone unless another is given. */
export const instant = (at: string | number, language: Language, timeZone?: string): string =>
  dates(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    typeof at === 'number' ? at : Date.parse(at),
  );

/** The time of day, with the day where that is another one than today. */
export function clockTime(at: string, now: number, language: Language): string {
  const then = new Date(at);
  const sameDay = then.toDateString() === new Date(now).toDateString();
  const year = then.getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric';
  const date = sameDay ? {} : ({ day: 'numeric', month: 'short', year } as const);
  return dates(language, { ...date, hour: '2-digit', minute: '2-digit' }).format(then);
}

/** The time of day where somebody is, `14:05`; nothing for a zone that is none. */
export function timeThere(timeZone: string, now: number, language: Language): string | undefined {
  try {
    return dates(language, { hour: '2-digit', minute: '2-digit', timeZone }).format(now);
  } catch {
    return undefined;
  }
}

/** As an input for a local date and time takes it, `2030-01-31T14:05`. */
export function localMinute(at: string): string {
  const then = new Date(at);
  return new Date(then.getTime() - then.getTimezoneOffset() * minute).toISOString().slice(0, 16);
}

/** Bytes for people. */
export function bytes(size: number, language: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = size < 1 ? 0 : Math.min(3, Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** power;
  const maximumFractionDigits = value < 10 && power > 0 ? 1 : 0;
  const unitDisplay = power === 0 ? 'long' : 'short';
  return sizes(language, {
    style: 'unit',
    unit: units[power],
    unitDisplay,
    maximumFractionDigits,
  }).format(value);
}
