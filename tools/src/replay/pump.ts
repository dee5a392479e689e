import { setTimeout as delay } from 'node:timers/promises';
import type { Issue } from './mapping.js';
import { Busy, type Accepted, type Sender } from './sender.js';

export interface PumpOptions {
  /** Senders side by side. */
  clients: number;
  /** Issues per second; as fast as they are taken when left out. */
  rate?: number;
  /** An issue that is not taken within this many milliseconds is given up. */
  patienceMs?: number;
  /** Ends the pump before the issues do. */
  signal?: AbortSignal;
}

export interface Acceptance extends Accepted {
  key: string;
  /** Instant of the acknowledgement, and milliseconds since the issue was sent first. */
  at: number;
  tookMs: number;
}

export interface Pumped {
  accepted: Acceptance[];
  refused: { key: string; why: string }[];
  /** How often an issue had to be sent again. */
  retries: number;
}

export interface Keyed {
  key: string;
  issue: Issue;
}

/** Sends issues with a number of clients, at a rate, and each again under its key until it is taken. */
export async function pump(
  issues: AsyncIterator<Keyed>,
  sender: Sender,
  options: PumpOptions,
  onAccepted: (acceptance: Acceptance) => void = () => undefined,
): Promise<Pumped> {
  const { clients, rate, patienceMs = 120_000, signal } = options;
  const pumped: Pumped = { accepted: [], refused: [], retries: 0 };
  const slot = slots(rate);
  const client = async (): Promise<void> => {
    for (;;) {
      if (signal?.aborted) return;
      const next = await issues.next();
      if (next.done) return;
      await slot();
      const { key, issue } = next.value;
      const startedAt = Date.now();
      try {
        const accepted = await persist(
          () => sender.send(issue, key),
          startedAt + patienceMs,
          () => pumped.retries++,
        );
        const at = Date.now();
        const acceptance = { ...accepted, key, at, tookMs: at - startedAt };
        pumped.accepted.push(acceptance);
        onAccepted(acceptance);
      } catch (error) {
        pumped.refused.push({ key, why: error instanceof Error ? error.message : String(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return pumped;
}

async function persist<T>(send: () => Promise<T>, deadline: number, onRetry: () => void): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Busy) || Date.now() + error.afterMs > deadline) throw error;
      onRetry();
      await delay(error.afterMs);
    }
  }
}

/** Each call resolves at the next free instant of the rate. */
function slots(rate: number | undefined): () => Promise<void> {
  let next = Date.now();
  return async () => {
    if (rate === undefined) return;
    next = Math.max(next, Date.now() - 1_000) + 1000 / rate;
    const wait = next - Date.now();
    if (wait > 0) await delay(wait);
  };
}
