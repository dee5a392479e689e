/** What a mail client or an HTTP client says when a notice was not taken. */
export interface Failure {
  /** Kind of failure by the client: `EENVELOPE`, `EMESSAGE`, `ECONNECTION`, …; `EFILES`: what it should carry could not be read */
  readonly code?: string;
  /** The server's reply code. */
  readonly responseCode?: number;
  /** The server's words. */
  readonly response?: string;
  readonly message?: string;
}

/**
 * `refused`: the other side will never take this one. `postponed`: it may take it later. `unreachable`: the client did
 * not come to the notice at all, so the others would fare no better. `gone`: nothing is wanted there any more.
 */
export type Verdict =
  | { kind: 'refused' }
  | { kind: 'gone' }
  | { kind: 'postponed'; delayMs: number }
  | { kind: 'unreachable'; delayMs: number };

const firstDelayMs = 10_000;
const longestDelayMs = 3_600_000;
const longestOutageDelayMs = 60_000;
const patienceMs = 24 * 3_600_000;

const backOff = (attempts: number): number => firstDelayMs * 2 ** Math.min(attempts - 1, 20);

/** @param attempts how often it was tried, this time included @param ageMs since it was queued */
export function mailVerdict(failure: Failure, attempts: number, ageMs: number): Verdict {
  const delayMs = backOff(attempts);
  if (failure.code === 'EFILES' && ageMs < patienceMs) {
    return { kind: 'postponed', delayMs: Math.min(delayMs, longestOutageDelayMs) };
  }
  if (failure.code === 'EFILES') return { kind: 'refused' };
  if (failure.code !== 'EENVELOPE' && failure.code !== 'EMESSAGE') {
    return { kind: 'unreachable', delayMs: Math.min(delayMs, longestOutageDelayMs) };
  }
  // Without a reply the client itself found the mail impossible to send.
  if (failure.responseCode === undefined || failure.responseCode >= 500) return { kind: 'refused' };
  if (ageMs >= patienceMs) return { kind: 'refused' };
  return { kind: 'postponed', delayMs: Math.min(delayMs, longestDelayMs) };
}

/** A receiver that fails, is slow or redirects may be mended within a day; 410 says that it is to be left in peace. */
export function hookVerdict({ code, responseCode }: Failure, attempts: number, ageMs: number): Verdict {
  if (responseCode === 410) return { kind: 'gone' };
  if (code === 'EFORBIDDEN' || ageMs >= patienceMs) return { kind: 'refused' };
  return { kind: 'postponed', delayMs: Math.min(backOff(attempts), longestDelayMs) };
}

/** The other side's words as one line of at most 500 characters. */
export const wordsOf = ({ response, message }: Failure): string =>
  (response ?? message ?? 'no reason given').replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 500);
