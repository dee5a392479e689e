import type { AuditAction, AuditBreak, AuditChange, AuditThing } from '@deskbeat/contracts';

/** SHA-256 in hex. */
export type Digest = (text: string) => string;

/** A part of a record that can be taken out: the chain holds its digest, the salt keeps anybody from guessing it. */
type Part<T> = (T & { salt: string }) | Erased<T>;
/** What is left of it, and the action that took it out. */
type Erased<T> = Partial<T> & { erasedBy: string };

export interface Who {
  kind: AuditAction['actor']['kind'];
  id: string;
  name?: string;
  session?: string;
  address?: string;
  device?: string;
}
export interface What {
  on?: AuditThing;
  changes?: AuditChange[];
}

/** A record of the audit log; `_id` is its place in the chain. */
export interface AuditRecord {
  _id: number;
  id: string;
  at: Date;
  recordedAt: Date;
  service: string;
  action: string;
  outcome: AuditAction['outcome'];
  code?: string;
  traceId?: string;
  who: Part<Who>;
  what: Part<What>;
  whoDigest: string;
  whatDigest: string;
  /** Hash of the record before. */
  previous: string;
  hash: string;
}

/** Something that a record can come after. */
export type Place = Pick<AuditRecord, '_id' | 'hash'>;

/** Before the first record. */
export const beginning: Place = { _id: 0, hash: '0'.repeat(64) };

export interface Unchained {
  action: AuditAction;
  service: string;
  salts: readonly [string, string];
}

/** The record that comes after another one. */
export function chained(
  { _id, hash: previous }: Place,
  { action: told, service, salts }: Unchained,
  recordedAt: Date,
  digest: Digest,
): AuditRecord {
  const { id, at, action, outcome, code, traceId, actor, session, address, device, on, changes } = told;
  const who = {
    salt: salts[0],
    ...defined({ kind: actor.kind, id: actor.id, name: actor.name, session, address, device }),
  };
  const what = { salt: salts[1], ...defined({ on: on && defined(on), changes: changes?.map(defined) }) };
  const core = {
    _id: _id + 1,
    id,
    at: new Date(at),
    recordedAt,
    service,
    action,
    outcome,
    ...defined({ code, traceId }),
    whoDigest: digest(canonical(who)),
    whatDigest: digest(canonical(what)),
    previous,
  };
  return { ...core, who, what, hash: digest(canonical(core)) };
}

/** What is wrong with a record that should come after another one; nothing when it is as it was written. */
export function breakIn(before: Place, record: AuditRecord, digest: Digest): AuditBreak | undefined {
  const sequence = before._id + 1;
  if (record._id !== sequence) return { sequence, why: 'missing' };
  const { who, what, hash, ...core } = record;
  if (record.previous !== before.hash) return { sequence, why: 'other-predecessor' };
  if (digest(canonical(core)) !== hash) return { sequence, why: 'changed' };
  const parts = [
    [who, record.whoDigest],
    [what, record.whatDigest],
  ] as const;
  const isOther = parts.some(([part, known]) => !isErased(part) && digest(canonical(part)) !== known);
  return isOther ? { sequence, why: 'details-changed' } : undefined;
}

/** Recorded before old records are cut off: `on` is the place of the last of them, and the change its hash. */
export const cutAction = 'access.cut-audit-log';

/** Where the chain begins after what was cut off, by the record that says so. */
export function cutIn({ _id, what }: Pick<AuditRecord, '_id' | 'what'>): Place | undefined {
  const [place, hash] = [Number(what.on?.id), what.changes?.find(({ field }) => field === 'hash')?.after];
  return hash !== undefined && place > 0 && place < _id ? { _id: place, hash } : undefined;
}

export const isErased = <T>(part: Part<T>): part is Erased<T> => 'erasedBy' in part;

/** Who is to answer for what was taken out of a record. */
export const erasersOf = ({ who, what }: Pick<AuditRecord, 'who' | 'what'>): string[] =>
  [who, what].flatMap((part) => (isErased<object>(part) ? [part.erasedBy] : []));

const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** The same text for the same content, whatever the order of its fields. */
export function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
