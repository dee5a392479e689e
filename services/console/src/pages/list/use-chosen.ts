import { useCallback, useState } from 'react';

/** Which rows of a list are chosen. */
export function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback((ids: readonly string[], isChosen: boolean) => {
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids)
        if (isChosen) next.add(id);
        else next.delete(id);
      return next;
    });
  }, []);
  const none = useCallback(() => setChosen(new Set()), []);
  return { chosen, choose, none };
}
