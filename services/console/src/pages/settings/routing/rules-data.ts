import type { RoutingRule, RoutingRules } from '@deskbeat/contracts';
import { get, put } from '../../../api/client.js';
import { isProblem } from '../../../api/problem.js';
import { queryClient } from '../../../api/queries.js';
import { skillsIn } from '../directory/skills.js';
import { keyFrom } from '../form/key-from.js';
import { filledIn, type Listed, type Values } from '../form/resource.js';
import { changedRules } from './changed-rules.js';

/** A rule of the one list that all are kept in; its version is that of the list. */
export type ListedRule = RoutingRule & { version: number };

export const rulesKey = ['routing-rules'];

const listed = ({ version, rules }: RoutingRules): Listed<ListedRule> => ({
  version,
  items: rules.map((rule) => ({ ...rule, version })),
});
const bare = ({ version: _, ...rule }: RoutingRule & { version?: number }): RoutingRule => rule;

export const readRules = (signal?: AbortSignal): Promise<Listed<ListedRule>> =>
  get<RoutingRules>('/routing-rules', {}, signal).then(listed);

/** The rules as they were seen last. */
export const knownRules = (): Promise<Listed<ListedRule>> =>
  queryClient.ensureQueryData({ queryKey: rulesKey, queryFn: ({ signal }) => readRules(signal) });

export async function keepRules(rules: readonly RoutingRule[], seen?: number): Promise<Listed<ListedRule>> {
  const kept = listed(await put<RoutingRules>('/routing-rules', { rules: rules.map(bare) }, { seen }));
  queryClient.setQueryData(rulesKey, kept);
  return kept;
}

/** All rules with the one that stands in a form, in its place or at the end; and where that is. */
export async function rulesWith(values: Values, view?: ListedRule): Promise<{ rules: RoutingRule[]; index: number }> {
  const { items } = await knownRules();
  const { skills, ...rest } = filledIn(values) as unknown as Omit<RoutingRule, 'skills'> & { skills: string[] };
  const taken = items.map(({ id }) => id);
  const id = view?.id ?? keyFrom(values.name as string, taken, 'rule');
  const rules = changedRules(items.map(bare), { ...rest, id, skills: skillsIn(skills) });
  return { rules, index: rules.findIndex((rule) => rule.id === id) };
}

export async function saveRule(values: Values, view?: ListedRule): Promise<ListedRule> {
  const { rules, index } = await rulesWith(values, view);
  // Nothing has been seen of a list that nobody has kept yet.
  const seen = (view?.version ?? (await knownRules()).version) || undefined;
  try {
    return (await keepRules(rules, seen)).items[index]!;
  } catch (error) {
    throw isProblem(error) ? error.within(`/rules/${index}`) : error;
  }
}
