import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { restrictedRoles } from '@deskbeat/contracts/vocabulary';
import type { FieldAudience } from '@deskbeat/contracts';
import { teamsQuery } from '../../../api/queries.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { roleWords } from '../../../ui/vocabulary-words.js';
import { audienceOf, chosenIn, onlyAdministrators } from './audience.js';
import { fieldRuleWords } from './field-rule-words.js';

/** Roles and teams; nobody chosen is everybody. */
export function AudienceInput({
  label,
  name,
  everybody,
  disabled,
  value,
  onChange,
}: {
  label: string;
  /** With the field, for those who do not see the row. */
  name: string;
  everybody: string;
  disabled: boolean;
  value: FieldAudience | undefined;
  onChange: (audience: FieldAudience | undefined) => void;
}) {
  const w = useWords(fieldRuleWords);
  const { language } = useLanguage();
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const chosen = chosenIn(value);
  const roles = restrictedRoles.map((role) => ({
    value: `role:${role}`,
    label: role === 'auditor' || role === 'system' ? w(role) : say(roleWords[role], language),
  }));
  const known = new Set(teams.map(({ id }) => id));
  const gone = (value?.teams ?? []).filter((id) => !known.has(id)).map((id) => ({ id, name: id }));
  return (
    <MultiSelect
      size="xs"
      label={label}
      aria-label={name}
      placeholder={chosen.length === 0 ? everybody : undefined}
      disabled={disabled}
      searchable
      clearable
      data={[
        { value: onlyAdministrators, label: w('administrators') },
        { group: w('roles'), items: roles },
        {
          group: w('teams'),
          items: [...teams, ...gone].map(({ id, name: team }) => ({ value: `team:${id}`, label: team })),
        },
      ]}
      value={chosen}
      onChange={(next) => onChange(audienceOf(next))}
    />
  );
}
