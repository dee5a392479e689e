import {
  tagForm,
  type Channel,
  type PolicyConditions,
  type PolicyStep,
  type Priority,
  type Tier,
} from '@deskbeat/contracts';
import type { PolicyEntry, Rules } from './rules.js';

/** What conditions look at. What is not known matches no condition about it. */
export interface Traits {
  readonly type: string;
  readonly priority: Priority;
  readonly tier?: Tier;
  readonly queueId?: string;
  readonly channel?: Channel;
  readonly tags?: readonly string[];
  readonly region?: string;
}

const looks: Readonly<Record<keyof PolicyConditions, (traits: Traits) => readonly (string | undefined)[]>> = {
  types: ({ type }) => [type],
  priorities: ({ priority }) => [priority],
  tiers: ({ tier }) => [tier],
  queues: ({ queueId }) => [queueId],
  channels: ({ channel }) => [channel],
  tags: ({ tags = [] }) => tags.map(tagForm),
  regions: ({ region }) => [region],
};

const named = Object.keys(looks) as (keyof PolicyConditions)[];

/** Conditions that do not name the ticket. */
export const missesOf = (conditions: PolicyConditions, traits: Traits): (keyof PolicyConditions)[] =>
  named.filter((name) => {
    const wanted: readonly string[] | undefined = conditions[name];
    if (wanted === undefined) return false;
    const meant = name === 'tags' ? wanted.map(tagForm) : wanted;
    return !looks[name](traits).some((one) => one !== undefined && meant.includes(one));
  });

/** The first enabled policy that matches; the default policy always does. */
export const policyFor = ({ policies }: Rules, traits: Traits): PolicyEntry =>
  policies.find(({ enabled, conditions }) => enabled && missesOf(conditions, traits).length === 0) ?? policies.at(-1)!;

/** How that policy was found. */
export function stepsTo(rules: Rules, traits: Traits): PolicyStep[] {
  const taken = policyFor(rules, traits);
  return rules.policies
    .slice(0, rules.policies.indexOf(taken) + 1)
    .map(({ id: policyId, name, enabled, conditions }) => {
      const misses = missesOf(conditions, traits);
      return { policyId, name, enabled, matches: misses.length === 0, misses };
    });
}
