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

const set = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};

export function toast(given: Omit<Toast, 'id'>): void {
  const id = ++last;
  set([...toasts.slice(1 - most), { ...given, id }]);
  setTimeout(() => dismiss(id), given.tone === 'refused' ? refusedMs : undoMs);
}

export const dismiss = (id: number): void => set(toasts.filter((one) => one.id !== id));
export const shownToasts = (): readonly Toast[] => toasts;
export function listenToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
