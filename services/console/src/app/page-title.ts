import { useEffect, useSyncExternalStore } from 'react';

let title = '';
const listeners = new Set<() => void>();
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What stands in the bar at the top. */
export const usePageTitle = (): string => useSyncExternalStore(listen, () => title);

/** Names the page, in the bar and, maybe with more words, in the browser's tab. */
export function useTitle(next: string, tab = next): void {
  useEffect(() => {
    title = next;
    document.title = tab ? `${tab} · Deskbeat` : 'Deskbeat';
    for (const listener of listeners) listener();
  }, [next, tab]);
}
