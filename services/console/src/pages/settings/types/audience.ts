import type { FieldAudience, FieldRule, RestrictedRole } from '@deskbeat/contracts';

/** Nobody else is chosen: administrators always may. */
export const onlyAdministrators = 'administrators';

/** Whom somebody chose, `role:lead` and `team:hr`; nothing for everybody. */
export function chosenIn(audience: FieldAudience | undefined): string[] {
  if (!audience) return [];
  const chosen = [...audience.roles.map((role) => `role:${role}`), ...audience.teams.map((team) => `team:${team}`)];
  return chosen.length > 0 ? chosen : [onlyAdministrators];
}

export function audienceOf(chosen: readonly string[]): FieldAudience | undefined {
  if (chosen.length === 0) return undefined;
  const named = (kind: string): string[] =>
    chosen.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1));
  return { roles: named('role') as RestrictedRole[], teams: named('team') };
}

type Named = Pick<FieldRule, 'of' | 'field'>;
export const isAbout = ({ of, field }: Named, rule: FieldRule): boolean => rule.of === of && rule.field === field;

/** The rules with what is said of one field now; a field of which nothing is said has none. */
export function withRule(rules: readonly FieldRule[], said: FieldRule): FieldRule[] {
  const others = rules.filter((rule) => !isAbout(said, rule));
  return said.seenBy || said.changedBy ? [...others, said] : others;
}
