import type { Status } from '@deskbeat/contracts';
import type { Traits } from './policy.js';
import type { TermsRef } from './terms.js';

interface Told {
  /** Version of the ticket's event: the order of history, whatever the order of arrival. */
  readonly version: number;
  readonly at: Date;
}

/** What re-selects the policy. The terms are chosen as soon as the opening is known. */
interface Choosing extends Told {
  readonly terms?: TermsRef;
}

export type Known = Omit<Traits, 'queueId'> & { readonly plannedAt?: Date };

export interface Opened extends Choosing, Known {
  readonly kind: 'opened';
}
export interface Changed extends Choosing {
  readonly kind: 'changed';
  readonly changes: Partial<Known>;
}
/** News of assignment and of this service stand behind the newest event of the ticket that was known then. */
export interface Queued extends Choosing {
  readonly kind: 'queued';
  /** Version of the assignment's event. */
  readonly seen: number;
  readonly queueId: string;
}
export interface Recounted extends Told {
  readonly kind: 'recounted';
  readonly recountId: string;
  readonly terms: TermsRef;
}
export interface Moved extends Told {
  readonly kind: 'moved';
  readonly to: Status;
}
/** A public message of a person on the agents' side. */
export interface Answered extends Told {
  readonly kind: 'answered';
}
/** A message of the customer. */
export interface Asked extends Told {
  readonly kind: 'asked';
}

export type News = Changed | Queued | Recounted | Moved | Answered | Asked;
export type Entry = Opened | News;
/** What a clock knows of its ticket, oldest first. News may come before the opening: nothing runs until it is there. */
export type History = readonly Entry[];

export const openingOf = (history: History): Opened | undefined =>
  history.find((entry): entry is Opened => entry.kind === 'opened');

export const lastVersion = (history: History): number => Math.max(0, ...history.map(({ version }) => version));

/** What is known of the ticket after the entries up to an index; nothing before the opening is. */
export function traitsAt(history: History, last: number): (Traits & { plannedAt?: Date }) | undefined {
  const opening = openingOf(history);
  if (!opening) return undefined;
  const { kind: _, version: __, at: ___, terms: ____, ...known } = opening;
  let traits: Traits & { plannedAt?: Date } = known;
  for (const entry of history.slice(0, last + 1)) {
    if (entry.kind === 'changed') traits = { ...traits, ...entry.changes };
    if (entry.kind === 'queued') traits = { ...traits, queueId: entry.queueId };
  }
  return traits;
}

/** The history with an entry at its place and the terms that follow; the very same array when that says nothing new. */
export function withEntry(history: History, entry: Entry, choose: (traits: Traits) => TermsRef): History {
  if (history.some((one) => isSame(one, entry))) return history;
  const all = [...history, entry].sort(inOrder);
  const from = all.indexOf(entry);
  const late = from < all.length - 1;
  return all.map((one, index) => {
    const chooses = one.kind === 'opened' || one.kind === 'changed' || one.kind === 'queued';
    if (!chooses || index < from || (one !== entry && !late)) return one;
    const traits = traitsAt(all, index);
    return traits ? { ...one, terms: choose(traits) } : one;
  });
}

function isSame(one: Entry, entry: Entry): boolean {
  if (entry.kind === 'recounted') return one.kind === 'recounted' && one.recountId === entry.recountId;
  if (entry.kind === 'queued') return one.kind === 'queued' && one.seen >= entry.seen;
  return isTold(one) && one.version === entry.version;
}

const isTold = ({ kind }: Entry): boolean => kind !== 'queued' && kind !== 'recounted';

const inOrder = (a: Entry, b: Entry): number =>
  a.version - b.version || Number(isTold(b)) - Number(isTold(a)) || a.at.getTime() - b.at.getTime();
