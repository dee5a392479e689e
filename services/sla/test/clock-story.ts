import type { Priority, Status } from '@deskbeat/contracts';
import { begin, learn, tick, type Clock, type Outcome } from '../src/domain/clock.js';
import type { News, Opened } from '../src/domain/history.js';
import { businessWeek, defaultPolicy } from '../src/domain/policy.js';

export const policy = defaultPolicy(businessWeek('UTC', []));
export const hour = 3_600_000;
/** A Monday, 09:00 UTC: opening time. */
export const monday = Date.parse('2026-01-05T09:00:00Z');
export const at = (hours: number): number => monday + hours * hour;
export const date = (hours: number): Date => new Date(at(hours));
export const iso = (hours: number): string => date(hours).toISOString();

let version = 1;
export const opened = (priority: Priority): Opened => ({
  kind: 'opened',
  version: (version = 1),
  at: date(0),
  priority,
  type: 'fault',
  tier: 'standard',
});
export const moved = (hours: number, to: Status): News => ({ kind: 'moved', version: ++version, at: date(hours), to });
export const answered = (hours: number): News => ({ kind: 'answered', version: ++version, at: date(hours) });
export const prioritised = (hours: number, priority: Priority): News => ({
  kind: 'prioritised',
  version: ++version,
  at: date(hours),
  priority,
});

export interface Told {
  clock: Clock;
  events: string[];
  data: Record<string, unknown>[];
}
export const short = ({ contract, data }: Outcome['sayings'][number]): string => {
  const { target, cycle, mark, level } = data as Record<string, string>;
  const name = contract.subject.split('.')[2]!;
  return [name, target, cycle !== undefined && `#${cycle}`, mark ?? level].filter(Boolean).join(' ');
};
/** Tells a clock its story, each entry at its own time, and looks at the end at `until`. */
export function story(priority: Priority, steps: News[], until?: number): Told {
  let outcome: Outcome | string = begin('t', opened(priority), policy, at(0));
  const sayings = [...(outcome as Outcome).sayings];
  let clock = (outcome as Outcome).clock;
  const take = (next: Outcome | string): void => {
    outcome = next;
    if (typeof next === 'string') return;
    clock = next.clock;
    sayings.push(...next.sayings);
  };
  for (const step of steps) take(learn('t', clock, step, policy, step.at.getTime()));
  if (until !== undefined) take(tick('t', clock, policy, at(until)));
  return { clock, events: sayings.map(short), data: sayings.map(({ data }) => data as Record<string, unknown>) };
}
export function steps(make: () => News[]): News[] {
  version = 1;
  return make();
}
