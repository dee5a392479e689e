import { useEffect, useEffectEvent } from 'react';

interface Work {
  isUnsaved: () => boolean;
  /** Going to another page keeps it; closing the window may not. */
  isKept: boolean;
}
const works = new Set<Work>();

/** Whether something would be lost. @param how by going to another page, or by closing the window */
export const wouldBeLost = (how: 'going' | 'closing'): boolean =>
  [...works].some(({ isUnsaved, isKept }) => isUnsaved() && (how === 'closing' || !isKept));

/** Whoever leaves is asked as long as `isUnsaved` says so. */
export function useUnsaved(isUnsaved: () => boolean, isKept = false): void {
  const now = useEffectEvent(isUnsaved);
  useEffect(() => {
    const work = { isUnsaved: () => now(), isKept };
    works.add(work);
    return () => void works.delete(work);
  }, [isKept]);
}
