import { useSyncExternalStore } from 'react';

/** One timer for everything on the page that shows a time. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;
/** All that is drawn together sees the same instant. */
const present = (): number => (timer === undefined ? Math.floor(Date.now() / 1_000) * 1_000 : now);

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    if (!document.hidden) for (const one of listeners) one();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * A value that follows the time; its component is drawn again only when the value is another one.
 * @param read of the present instant a text, number or truth: something that can be compared
 */
export const useTicking = <T extends string | number | boolean | undefined>(read: (now: number) => T): T =>
  useSyncExternalStore(listen, () => read(present()));

/** The present, to the minute. */
export const useMinute = (): number => useTicking((at) => Math.floor(at / 60_000) * 60_000);
