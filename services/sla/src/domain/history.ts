import type { Priority, Status, TicketType, Tier } from '@deskbeat/contracts';
import type { Policy } from './policy.js';

interface Told {
  /** Version of the ticket's event: the order of history, whatever the order of arrival. */
  readonly version: number;
  readonly at: Date;
}

export interface Opened extends Told {
  readonly kind: 'opened';
  readonly priority: Priority;
  readonly type: TicketType;
  readonly tier: Tier;
}
export interface Moved extends Told {
  readonly kind: 'moved';
  readonly to: Status;
}
export interface Prioritised extends Told {
  readonly kind: 'prioritised';
  readonly priority: Priority;
}
/** The first public message of a person on the agents' side. */
export interface Answered extends Told {
  readonly kind: 'answered';
}

export type News = Moved | Prioritised | Answered;
export type Entry = Opened | News;
/** What a clock knows of its ticket, oldest first. News may come before the opening: nothing runs until it is there. */
export type History = readonly Entry[];

/** What a status means for time: it runs, stands still, or the resolution is there. */
export type Phase = 'running' | 'paused' | 'stopped';

export function phaseOf(status: Status, policy: Policy): Phase {
  if (status === 'resolved' || status === 'closed') return 'stopped';
  return policy.pausedBy.includes(status) ? 'paused' : 'running';
}

/** Only a move from one phase to another is kept: the others cost nothing. */
export const movesTime = (from: Status, to: Status, policy: Policy): boolean =>
  phaseOf(from, policy) !== phaseOf(to, policy);

export const phaseAfter = (history: History, policy: Policy): Phase =>
  history.reduce<Phase>((phase, entry) => (entry.kind === 'moved' ? phaseOf(entry.to, policy) : phase), 'running');

export const openingOf = (history: History): Opened | undefined =>
  history.find((entry): entry is Opened => entry.kind === 'opened');

/** The history with an entry at its place; the very same array when that says nothing new. */
export function withEntry(history: History, entry: Entry): History {
  const replaced = (one: Entry): boolean => entry.kind === 'answered' && one.kind === 'answered';
  const known = (one: Entry): boolean =>
    one.version === entry.version || (replaced(one) && one.version < entry.version);
  if (history.some(known)) return history;
  return [...history.filter((one) => !replaced(one)), entry].sort((a, b) => a.version - b.version);
}
