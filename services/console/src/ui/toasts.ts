export interface Toast {
  id: number;
  text: string;
  /** More about it, smaller. */
  detail?: string;
  tone: 'done' | 'refused';
  undo?: () => void;
}

/** How long something can be undone. */
export const undoMs = 6_000;
const refusedMs = 10_000;
const most = 3;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();
const going = new Map<number, ReturnType<typeof setTimeout>>();

const set = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};

export function toast(given: Omit<Toast, 'id'>): void {
  const shown = { ...given, id: ++last };
  set([...toasts.slice(1 - most), shown]);
  letGo(shown);
}

/** It stays as long as somebody is at it. */
export function hold({ id }: Pick<Toast, 'id'>): void {
  clearTimeout(going.get(id));
  going.delete(id);
}

/** It goes after its time. */
export function letGo({ id, tone }: Pick<Toast, 'id' | 'tone'>): void {
  hold({ id });
  going.set(
    id,
    setTimeout(() => dismiss(id), tone === 'refused' ? refusedMs : undoMs),
  );
}

export function dismiss(id: number): void {
  hold({ id });
  set(toasts.filter((one) => one.id !== id));
}
export const shownToasts = (): readonly Toast[] => toasts;
export function listenToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
