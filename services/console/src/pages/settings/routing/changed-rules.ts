import type { RoutingRule } from '@deskbeat/contracts';

/** With a rule in the place of the one that it was, or at the end. */
export const changedRules = (rules: readonly RoutingRule[], rule: RoutingRule): RoutingRule[] =>
  rules.some(({ id }) => id === rule.id) ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule];
