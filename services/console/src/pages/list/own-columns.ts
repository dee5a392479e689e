import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ViewColumn } from '@deskbeat/contracts';
import { typesQuery } from '../../api/queries.js';
import { useWords } from '../../i18n/language.js';
import { ownKey, type UsualColumn } from './columns.js';
import { columnWords } from './list-words.js';

/** Labels of the fields of all types by their column; the same key in two types is one column. */
function useLabels(): ReadonlyMap<ViewColumn, string> {
  const types = useQuery(typesQuery).data?.items;
  return useMemo(() => {
    const fields = (types ?? []).filter(({ active }) => active).flatMap((type) => type.fields);
    return new Map(fields.map(({ key, label }) => [`field.${key}` as const, label]));
  }, [types]);
}

export const useOwnColumns = (): ViewColumn[] => [...useLabels().keys()];

/** What a column is called. */
export function useColumnName(): (column: ViewColumn) => string {
  const word = useWords(columnWords);
  const labels = useLabels();
  return (column) => labels.get(column) ?? ownKey(column) ?? word(column as UsualColumn);
}
