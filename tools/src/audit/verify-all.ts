import { verifyAudit, type AuditVerification } from '@deskbeat/contracts';
import type { Caller } from '../command/caller.js';

/** The end of the log as somebody noted it. */
export interface NotedEnd {
  sequence: number;
  hash: string;
}

export function endOf(text: string): NotedEnd | undefined {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return hash === undefined ? undefined : { sequence: Number(sequence), hash };
}

/** Walks the whole chain, and looks whether it holds an end that was noted earlier. */
export async function verifyAll(caller: Pick<Caller, 'ask'>, noted?: NotedEnd): Promise<AuditVerification> {
  const limit = 2_000;
  for (let after = 0, checked = 0, erased = 0; ;) {
    // Ends a stretch where the noted end is, so that its hash is told.
    const here = noted && noted.sequence > after ? Math.min(limit, noted.sequence - after) : limit;
    const part = await caller.ask(verifyAudit, { after, limit: here });
    checked += part.checked;
    erased += part.erased;
    const whole = { ...part, checked, erased };
    if (part.broken) return whole;
    if (noted && part.last === noted.sequence && part.lastHash !== noted.hash) {
      return { ...whole, broken: { sequence: noted.sequence, why: 'another one than was noted' } };
    }
    if (part.complete) {
      const isShort = noted && part.last < noted.sequence;
      return isShort ? { ...whole, broken: { sequence: part.last + 1, why: 'cut off' } } : whole;
    }
    after = part.last;
  }
}
