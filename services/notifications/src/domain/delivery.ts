/** What a mail client says when a mail was not taken. */
export interface Failure {
  /** Kind of failure by the client: `EENVELOPE`, `EMESSAGE`, `ECONNECTION`, … */
  readonly code?: string;
  /** The server's reply code. */
  readonly responseCode?: number;
  /** The server's words. */
  readonly response?: string;
  readonly message?: string;
}

/**
 * `refused`: the server will never take this mail. `postponed`: it may take it later. `unreachable`: it did not come
 * to the mail at all, so no mail can be lost by it.
 */
export type Verdict =
  { kind: 'refused' } | { kind: 'postponed'; delayMs: number } | { kind: 'unreachable'; delayMs: number };

const firstDelayMs = 10_000;
const longestDelayMs = 3_600_000;
const longestOutageDelayMs = 60_000;
const patienceMs = 24 * 3_600_000;

/** @param attempts how often it was tried, this time included @param ageMs since the notice was made */
export function verdictOn(failure: Failure, attempts: number, ageMs: number): Verdict {
  const delayMs = firstDelayMs * 2 ** Math.min(attempts - 1, 20);
  if (failure.code !== 'EENVELOPE' && failure.code !== 'EMESSAGE') {
    return { kind: 'unreachable', delayMs: Math.min(delayMs, longestOutageDelayMs) };
  }
  // Without a reply the client itself found the mail impossible to send.
  if (failure.responseCode === undefined || failure.responseCode >= 500) return { kind: 'refused' };
  if (ageMs >= patienceMs) return { kind: 'refused' };
  return { kind: 'postponed', delayMs: Math.min(delayMs, longestDelayMs) };
}

/** The server's words as one line of at most 500 characters. */
export const wordsOf = ({ response, message }: Failure): string =>
  (response ?? message ?? 'no reason given').replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 500);
