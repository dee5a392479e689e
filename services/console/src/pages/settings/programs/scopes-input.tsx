import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { permissionsQuery } from '../../../api/permissions.js';
import { useWords } from '../../../i18n/language.js';
import type { Own } from '../form/resource.js';
import { keyWords } from './key-words.js';

/** What a key is narrowed to: single permissions, or all of a part. */
export function ScopesInput({ value, onChange, faults, disabled }: Own<readonly string[]>) {
  const t = useWords(keyWords);
  const keys = (useQuery(permissionsQuery).data?.items ?? []).map(({ key }) => key).sort();
  const partOf = (key: string) => key.split('.')[0]!;
  const parts = [...new Set(keys.map(partOf))];
  const known = new Set([...keys, ...parts.map((part) => `${part}.*`)]);
  const data = [
    { group: t('parts'), items: parts.map((part) => `${part}.*`) },
    ...parts.map((part) => ({ group: part, items: keys.filter((key) => partOf(key) === part) })),
    ...value.filter((one) => !known.has(one)),
  ];
  return (
    <MultiSelect
      aria-label={t('scopes')}
      searchable
      limit={60}
      maw={560}
      data={data}
      value={[...value]}
      disabled={disabled}
      error={faults.at('')}
      onChange={onChange}
    />
  );
}
