import { useState } from 'react';
import type { Status } from '@deskbeat/contracts';

const key = 'deskbeat-board-folded';

/** Columns that their reader wants as narrow as their names. */
export function useFolded() {
  const [folded, setFolded] = useState<readonly Status[]>(
    () => JSON.parse(localStorage.getItem(key) ?? '[]') as Status[],
  );
  const toggle = (status: Status) => {
    const next = folded.includes(status) ? folded.filter((one) => one !== status) : [...folded, status];
    localStorage.setItem(key, JSON.stringify(next));
    setFolded(next);
  };
  return { folded, toggle };
}
