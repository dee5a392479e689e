import type { Issue } from './mapping.js';

export interface Accepted {
  ticketId: string;
  number: string;
}

/** Hands one issue over; the key names it for good. */
export interface Sender {
  /** @throws Busy when it may be tried again, Refused when that cannot help */
  send(issue: Issue, key: string): Promise<Accepted>;
  close(): Promise<void>;
}

/** Not accepted now: back-pressure, or a part of the system that is away. */
export class Busy extends Error {
  override readonly name = 'Busy';
  constructor(
    readonly afterMs: number,
    readonly why: string,
  ) {
    super(why);
  }
}

export class Refused extends Error {
  override readonly name = 'Refused';
}

interface ProblemBody {
  code?: string;
  status?: number;
  title?: string;
  detail?: string;
  errors?: { pointer: string; message: string }[];
}

/** A problem document as the failure that it means for the sender. */
export function failureOf(problem: ProblemBody, retryAfter?: string): Busy | Refused {
  const { code = 'unknown', status = 500, title, detail, errors } = problem;
  const words = errors?.map(({ pointer, message }) => `${pointer}: ${message}`).join('; ') ?? detail ?? title ?? '';
  const text = `${status} ${code}: ${words}`;
  const isBusy = status === 429 || status >= 500;
  return isBusy ? new Busy(retryAfterMs(retryAfter), text) : new Refused(text);
}

/** `Retry-After` in seconds or as a date; without one, half a second. */
export function retryAfterMs(value: string | undefined, now = Date.now()): number {
  if (!value) return 500;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 50), 60_000) : 500;
}
