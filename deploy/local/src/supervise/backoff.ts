export interface BackoffPolicy {
  /** Wait before the first new try, in milliseconds; doubles with each failure. */
  first: number;
  longest: number;
  /** A run at least this long clears the record. */
  healthyAfter: number;
  /** This many failures in a row are shown as failing. */
  failingAfter: number;
}

export const BACKOFF: BackoffPolicy = { first: 250, longest: 15_000, healthyAfter: 60_000, failingAfter: 5 };

export interface FailureRecord {
  failures: number;
  delay: number;
  isFailing: boolean;
}

export const NO_FAILURES: FailureRecord = { failures: 0, delay: 0, isFailing: false };

/** What a failure after `ranFor` milliseconds means for the next try. */
export function afterFailure(record: FailureRecord, ranFor: number, policy = BACKOFF): FailureRecord {
  const failures = ranFor >= policy.healthyAfter ? 1 : record.failures + 1;
  const isFailing = failures >= policy.failingAfter;
  const doubled = policy.first * 2 ** (failures - 1);
  return { failures, isFailing, delay: isFailing ? policy.longest : Math.min(doubled, policy.longest) };
}
