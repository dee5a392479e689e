import { useState } from 'react';
import type { ViewColumn } from '@deskbeat/contracts';

const usual: ViewColumn[] = ['number', 'subject', 'priority', 'status', 'customer', 'assignee', 'due'];
const slim: ViewColumn[] = ['subject', 'due'];

/** Columns of a view, as its reader wants them. */
export function useColumns(viewId: string | undefined, given: readonly ViewColumn[] = usual) {
  const key = `deskbeat-columns-${viewId ?? 'search'}`;
  const [own, setOwn] = useState<ViewColumn[] | undefined>(() => {
    const kept = localStorage.getItem(key);
    return kept ? (JSON.parse(kept) as ViewColumn[]) : undefined;
  });
  const setColumns = (columns: ViewColumn[]) => {
    localStorage.setItem(key, JSON.stringify(columns));
    setOwn(columns);
  };
  const isNarrow = matchMedia('(max-width: 700px)').matches;
  return { columns: own ?? (isNarrow ? slim : given), setColumns };
}
