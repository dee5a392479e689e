import { isOutage, isRetryable } from './transient.js';

export interface RetryPolicy {
  /** Deliveries of one message after which an error that is no outage puts it aside. */
  maxDeliveries: number;
  /** Delay before each next delivery, in milliseconds; the last one repeats. */
  backoffMs: readonly number[];
}

export const defaultRetryPolicy: RetryPolicy = { maxDeliveries: 10, backoffMs: [100, 500, 2_000, 10_000, 30_000] };

export type Verdict = { kind: 'retry'; delayMs: number } | { kind: 'dead' };

/** What becomes of a message whose handler failed for the `deliveries`-th time. An outage never costs a message. */
export function verdictOn(error: unknown, deliveries: number, policy: RetryPolicy): Verdict {
  const delayMs = policy.backoffMs[Math.min(deliveries, policy.backoffMs.length) - 1]!;
  if (isOutage(error)) return { kind: 'retry', delayMs };
  if (!isRetryable(error) || deliveries >= policy.maxDeliveries) return { kind: 'dead' };
  return { kind: 'retry', delayMs };
}
