import type { Actor, DataSubject, ErasedCount, ErasureReport, ErasureView, ForgottenData } from '@deskbeat/contracts';

/** Services that are told, in this order. */
export const forgetters = ['intake', 'notifications', 'assignment'] as const;
export type Forgetter = (typeof forgetters)[number];

/** By what somebody is known; names of those who worked here. */
export interface Known {
  ids: string[];
  addresses: string[];
  names?: string[];
}

/** How far somebody is forgotten. `_id` says of whom it is, so that there is one of each. */
export interface Erasure {
  _id: string;
  version: number;
  kind: DataSubject;
  subjectId: string;
  pseudonym: string;
  by: Actor;
  reason?: string;
  startedAt: Date;
  doneAt?: Date;
  /** When it goes on; absent once it is done. */
  dueAt?: Date;
  /** By what they are known; forgotten as well at the end. */
  known?: Known;
  /** Where the owner of tickets goes on; absent at the beginning. */
  cursor?: string;
  /** The owner of tickets is through. */
  isThrough?: true;
  report: ErasureReport[];
}

/** What stands in the place of a name, always the same for the same digest in hex. */
export function pseudonymOf(kind: DataSubject, digest: string): string {
  if (kind === 'customer') return `Erased ${digest.slice(0, 8)}`;
  return `Former member ${Number.parseInt(digest.slice(0, 12), 16) % 1_000_000}`;
}

/** The report with what a service has done now. */
export function reported(
  report: readonly ErasureReport[],
  service: string,
  counts: readonly ErasedCount[],
): ErasureReport[] {
  if (counts.length === 0) return [...report];
  const others = report.filter((one) => one.service !== service);
  const sums = new Map(report.find((one) => one.service === service)?.counts.map(({ what, count }) => [what, count]));
  for (const { what, count } of counts) sums.set(what, (sums.get(what) ?? 0) + count);
  return [...others, { service, counts: [...sums].map(([what, count]) => ({ what, count })) }];
}

/** How it goes on when the owner of tickets has done a part, and the others have done theirs. */
export function goneOn(
  before: Erasure,
  { next, wait }: ForgottenData,
  report: ErasureReport[],
  now: Date,
  waitMs: number,
): Erasure {
  const { cursor: _, ...rest } = before;
  const dueAt = wait ? new Date(now.getTime() + waitMs) : now;
  return next === undefined ? { ...rest, isThrough: true, report, dueAt } : { ...rest, cursor: next, report, dueAt };
}

/** At the end nothing is kept of who it was. */
export function ended(
  { known: _, dueAt: __, cursor: ___, ...rest }: Erasure,
  report: ErasureReport[],
  doneAt: Date,
): Erasure {
  return { ...rest, report, doneAt };
}

export function viewOf(erasure: Erasure): ErasureView {
  const { _id: id, version, kind, subjectId, pseudonym, reason, by, startedAt, doneAt, report } = erasure;
  return {
    id,
    version,
    kind,
    subjectId,
    pseudonym,
    state: doneAt ? 'done' : 'running',
    ...(reason !== undefined && { reason }),
    by,
    startedAt: startedAt.toISOString(),
    ...(doneAt && { doneAt: doneAt.toISOString() }),
    report,
  };
}
