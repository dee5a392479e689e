import {
  aroundTheClock,
  defaultPolicyId,
  Problem,
  type ChangePolicy,
  type CreatePolicy,
  type EscalationLevel,
  type OrderPolicies,
  type RemovePolicy,
} from '@deskbeat/contracts';
import { need, seen, wrong, type Edit } from './edits.js';
import { watchedBy, type PolicyEntry, type Rules } from './rules.js';

const mostPolicies = 200;

/** @throws Problem `already-exists`, `validation-failed` */
export function createPolicy(rules: Rules, { id, name, conditions, ...given }: CreatePolicy): Edit {
  if (rules.policies.some((policy) => policy.id === id)) throw new Problem('already-exists', { context: { id } });
  if (rules.policies.length >= mostPolicies) throw wrong('/id', `there are ${mostPolicies} policies already`);
  const { budgets, pausedBy, reminders, escalations } = rules.policies.at(-1)!;
  const like = { enabled: true, budgets, pausedBy, reminders, escalations };
  const policy = sound(rules, { id, name, version: 1, conditions, ...like, ...given });
  const policies = [...rules.policies.slice(0, -1), policy, rules.policies.at(-1)!];
  return edited(rules, policies, id, 'created');
}

/** @throws Problem `not-found`, `version-conflict`, `validation-failed` */
export function changePolicy(rules: Rules, { policyId, seenVersion, ...changes }: ChangePolicy): Edit {
  const before = seen(need(rules.policies, policyId, 'policy'), seenVersion);
  const after = sound(rules, { ...before, ...changes, version: before.version + 1 });
  const policies = rules.policies.map((policy) => (policy === before ? after : policy));
  return edited(rules, policies, policyId, 'changed');
}

/** @throws Problem `not-found`, `version-conflict`, `validation-failed` for the default policy */
export function removePolicy(rules: Rules, { policyId, seenVersion }: RemovePolicy): Edit {
  const gone = seen(need(rules.policies, policyId, 'policy'), seenVersion);
  if (policyId === defaultPolicyId) throw wrong('/policyId', 'the default policy stays');
  return edited(
    rules,
    rules.policies.filter((policy) => policy !== gone),
    policyId,
    'removed',
  );
}

/** @throws Problem `version-conflict`, `validation-failed` when it is not every policy but the default one, each once */
export function orderPolicies(rules: Rules, { ids, seenVersion }: OrderPolicies): Edit {
  if (rules.edition !== seenVersion) {
    throw new Problem('version-conflict', { context: { currentVersion: rules.edition } });
  }
  const others = rules.policies.slice(0, -1);
  const isWhole = ids.length === others.length && others.every(({ id }) => ids.includes(id));
  if (!isWhole) throw wrong('/ids', 'name every policy but the default one, each once');
  const policies = [...ids.map((id) => need(rules.policies, id, 'policy')), rules.policies.at(-1)!];
  return edited(rules, policies, 'all', 'ordered');
}

function edited(rules: Rules, policies: readonly PolicyEntry[], id: string, change: Edit['change']['change']): Edit {
  const watched = [...new Set([...rules.watched, ...watchedBy(policies)])];
  return { next: { ...rules, policies, watched }, change: { what: 'policy', id, change } };
}

function sound({ calendars }: Rules, policy: PolicyEntry): PolicyEntry {
  const { id, enabled, conditions, budgets, pausedBy, escalations } = policy;
  if (id === defaultPolicyId && (!enabled || Object.keys(conditions).length > 0)) {
    throw wrong(enabled ? '/conditions' : '/enabled', 'the default policy matches everything');
  }
  const named = budgets.map(({ priority, target }) => `${priority} ${target}`);
  const twice = named.findIndex((one, index) => named.indexOf(one) !== index);
  if (twice >= 0) throw wrong(`/budgets/${twice}`, `${named[twice]} has a budget already`);
  const known = new Set([aroundTheClock, ...calendars.map((calendar) => calendar.id)]);
  const unknown = budgets.findIndex(({ calendarId }) => !known.has(calendarId));
  if (unknown >= 0) throw wrong(`/budgets/${unknown}/calendarId`, 'there is no such calendar');
  const done = pausedBy.findIndex((status) => status === 'resolved' || status === 'closed');
  if (done >= 0) throw wrong(`/pausedBy/${done}`, 'time stands still there anyhow');
  escalations.forEach((level, index) => checkLevel(level, escalations.slice(0, index), `/escalations/${index}`));
  return policy;
}

function checkLevel(level: EscalationLevel, before: readonly EscalationLevel[], pointer: string): void {
  const { level: number, targets, afterMinutes, atPercent, action } = level;
  const meets = (other: EscalationLevel): boolean =>
    !targets || !other.targets || other.targets.some((target) => targets.includes(target));
  if (before.some((other) => other.level === number && meets(other))) {
    throw wrong(`${pointer}/level`, 'a target has each level once');
  }
  if (afterMinutes !== undefined && atPercent !== undefined) {
    throw wrong(`${pointer}/atPercent`, 'either minutes or percent');
  }
  if (action?.kind === 'assign' && !action.personId) throw wrong(`${pointer}/action/personId`, 'name a person');
}
