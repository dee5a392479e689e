import type { Digest, NoticeChannel, NoticeLanguage, QuietHours, Wish } from '@deskbeat/contracts';
import { audiences, cannotBeOff, type NoticeRole, type ToldCause } from './causes.js';

/** How somebody wants to be told. */
export interface Wishes {
  readonly language: NoticeLanguage;
  readonly timeZone: string;
  readonly quiet?: QuietHours;
  readonly digest: Digest;
  readonly wishes: readonly Wish[];
}

const byPerson: readonly NoticeChannel[] = ['in-app', 'email'];
const digestHour = 8;
const minuteMs = 60_000;
const dayMinutes = 1_440;

/** The channels by which a person in a role is told: those of everybody, and what the person wishes. */
export function channelsFor(cause: ToldCause, role: NoticeRole, { wishes }: Pick<Wishes, 'wishes'>): NoticeChannel[] {
  const usual = audiences[cause][role];
  if (!usual) return [];
  return byPerson.filter((channel) => {
    if (cannotBeOff.some(([one, by]) => one === cause && by === channel)) return usual.includes(channel);
    const wish = wishes.find((one) => one.cause === cause && one.channel === channel)?.wish;
    return wish === undefined ? usual.includes(channel) : wish === 'on';
  });
}

/** What is told by which channel in the end, over all roles that people can have. */
export function effective(wishes: Pick<Wishes, 'wishes'>): Wish[] {
  return (Object.entries(audiences) as [ToldCause, Partial<Record<NoticeRole, unknown>>][])
    .map(
      ([cause, roles]) => [cause, (Object.keys(roles) as NoticeRole[]).filter((role) => role !== 'customer')] as const,
    )
    .filter(([, roles]) => roles.length > 0)
    .flatMap(([cause, roles]) => {
      const told = new Set(roles.flatMap((role) => channelsFor(cause, role, wishes)));
      return byPerson.map((channel): Wish => ({ cause, channel, wish: told.has(channel) ? 'on' : 'off' }));
    });
}

/** What a notice says of its own time. */
export interface Timing {
  /** Not before this instant: the calendar of the promise is closed. Epoch milliseconds. */
  readonly tellAt?: number;
  /** Neither quiet hours nor digests hold it back. */
  readonly urgent?: boolean;
  /** Belongs to many at once, which are told together: it waits a moment for the others. */
  readonly batched?: boolean;
}

/** How long the first of a batch waits for the others, in milliseconds. */
export const batchForMs = 5_000;

/** @returns the instant until which a notice is held, epoch milliseconds; undefined: tell it now */
export function heldUntil(channel: NoticeChannel, wishes: Wishes, timing: Timing, now: number): number | undefined {
  let at = now;
  if (timing.tellAt !== undefined) at = Math.max(at, timing.tellAt);
  if (timing.batched) at = Math.max(at, now + batchForMs);
  if (channel === 'email' && !timing.urgent) at = afterQuiet(nextDigest(at, wishes), wishes);
  return at > now ? at : undefined;
}

function nextDigest(at: number, { digest, timeZone }: Wishes): number {
  switch (digest) {
    case 'none':
      return at;
    case 'hourly':
      return atMinute(at, timeZone, (minute) => 60 - (minute % 60));
    case 'daily':
      return atMinute(at, timeZone, (minute) => (digestHour * 60 - minute + dayMinutes) % dayMinutes || dayMinutes);
  }
}

function afterQuiet(at: number, { quiet, timeZone }: Wishes): number {
  if (!quiet) return at;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const minute = localMinute(at, timeZone);
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  return isQuiet && from !== to ? atMinute(at, timeZone, () => (to - minute + dayMinutes) % dayMinutes) : at;
}

/** On a day on which the clock is changed it may be an hour beside. */
function atMinute(at: number, timeZone: string, minutesFrom: (minute: number) => number): number {
  const whole = Math.floor(at / minuteMs) * minuteMs;
  return whole + minutesFrom(localMinute(at, timeZone)) * minuteMs;
}

function localMinute(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return minutesOf(parts.format(at));
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
