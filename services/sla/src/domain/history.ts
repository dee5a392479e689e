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
/** What a clock knows of its ticket; oldest first. */
export type History = readonly [Opened, ...News[]];

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

/** The history with the news at its place; the very same array when it holds nothing new. */
export function withNews(history: History, news: News): History {
  const [opened, ...rest] = history;
  const supersedes = (entry: News): boolean => entry.kind === 'answered' && entry.version <= news.version;
  if (news.version <= opened.version || rest.some(({ version }) => version === news.version)) return history;
  if (news.kind === 'answered' && rest.some(supersedes)) return history;
  const kept = rest.filter(({ kind }) => news.kind !== 'answered' || kind !== 'answered');
  return [opened, ...[...kept, news].sort((a, b) => a.version - b.version)];
}
