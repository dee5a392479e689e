import type { CalendarView, PolicyView, Status } from '@deskbeat/contracts';

export type PolicyEntry = Omit<PolicyView, 'isDefault'>;
export type CalendarEntry = CalendarView;

/** All policies and calendars of one edition. Editions stay: a clock goes by the one that it was started by. */
export interface Rules {
  readonly edition: number;
  /** In the order in which they are asked; the default policy is the last one. */
  readonly policies: readonly PolicyEntry[];
  readonly calendars: readonly CalendarEntry[];
  /** Statuses that ever moved time by any policy: moves between others need not be kept. Only grows. */
  readonly watched: readonly Status[];
}

/** Statuses that move time by these policies. */
export function watchedBy(policies: readonly PolicyEntry[]): Status[] {
  const pickUps = policies.some(({ budgets }) => budgets.some(({ target }) => target === 'pick-up'));
  const pausing = policies.flatMap(({ pausedBy }) => pausedBy);
  return [
    ...new Set<Status>(['resolved', 'closed', ...pausing, ...(pickUps ? (['pending-assignment'] as const) : [])]),
  ];
}

/** Whether a move may matter to a clock. */
export function movesTime({ watched }: Rules, from: Status, to: Status): boolean {
  const done = (status: Status): boolean => status === 'resolved' || status === 'closed';
  return !(done(from) && done(to)) && (watched.includes(from) || watched.includes(to));
}

/** Whether any policy asks in which queue a ticket is. */
export const asksForQueue = ({ policies }: Rules): boolean =>
  policies.some(({ enabled, conditions }) => enabled && conditions.queues !== undefined);
