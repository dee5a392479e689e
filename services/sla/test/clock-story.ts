import type { Priority, Status } from '@deskbeat/contracts';
import { begin, learn, tick, type Clock, type Outcome, type Rulebook } from '../src/domain/clock.js';
import { defaultRules } from '../src/domain/default-rules.js';
import type { Known, News, Opened } from '../src/domain/history.js';
import { policyFor } from '../src/domain/policy.js';
import type { Rules } from '../src/domain/rules.js';
import { termsIn } from '../src/domain/terms.js';

export const rules = defaultRules('UTC', []);
/** Chooses by the last edition and knows all of them. */
export function rulebookOf(...editions: Rules[]): Rulebook {
  const current = editions.at(-1)!;
  const terms = new Map(editions.map((one) => [one.edition, termsIn(one)]));
  return {
    choose: (traits) => ({ policyId: policyFor(current, traits).id, edition: current.edition }),
    book: ({ policyId, edition }) => terms.get(edition)!.get(policyId)!,
  };
}
export const rulebook = rulebookOf(rules);
export const hour = 3_600_000;
/** A Monday, 09:00 UTC: opening time. */
export const monday = Date.parse('2026-01-05T09:00:00Z');
export const at = (hours: number): number => monday + hours * hour;
export const date = (hours: number): Date => new Date(at(hours));
export const iso = (hours: number): string => date(hours).toISOString();

let version = 1;
export const opened = (priority: Priority, more: Partial<Known> = {}): Opened => ({
  kind: 'opened',
  version: (version = 1),
  at: date(0),
  priority,
  type: 'fault',
  tier: 'standard',
  ...more,
});
export const moved = (hours: number, to: Status): News => ({ kind: 'moved', version: ++version, at: date(hours), to });
export const answered = (hours: number): News => ({ kind: 'answered', version: ++version, at: date(hours) });
export const asked = (hours: number): News => ({ kind: 'asked', version: ++version, at: date(hours) });
export const changed = (hours: number, changes: Partial<Known>): News => ({
  kind: 'changed',
  version: ++version,
  at: date(hours),
  changes,
});
export const prioritised = (hours: number, priority: Priority): News => changed(hours, { priority });

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
export function story(start: Priority | Opened, steps: News[], until?: number, by: Rulebook = rulebook): Told {
  let outcome: Outcome | string = begin('t', typeof start === 'string' ? opened(start) : start, by, { now: at(0) });
  const sayings = [...outcome.sayings];
  let clock = outcome.clock;
  const take = (next: Outcome | string): void => {
    outcome = next;
    if (typeof next === 'string') return;
    clock = next.clock;
    sayings.push(...next.sayings);
  };
  for (const step of steps) take(learn('t', clock, step, by, { now: step.at.getTime() }));
  if (until !== undefined) take(tick('t', clock, by, { now: at(until) }));
  return { clock, events: sayings.map(short), data: sayings.map(({ data }) => data as Record<string, unknown>) };
}
export function steps(make: () => News[]): News[] {
  version = 1;
  return make();
}
