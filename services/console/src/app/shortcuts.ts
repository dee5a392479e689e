import { useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react';
import { KeySequence } from './key-sequence.js';

/** Something that a key does here and now; it stands in the sheet of keys and among the commands as well. */
export interface Shortcut {
  /** As {@link KeySequence} names it; none: a command without a key. */
  keys?: string;
  label: string;
  group: string;
  run: () => void;
}

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
const set = (next: readonly Shortcut[]): void => {
  shortcuts = next;
  for (const listener of listeners) listener();
};
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What keys do at the moment; those of the page come after those of the frame. */
export const useAllShortcuts = (): readonly Shortcut[] => useSyncExternalStore(listen, () => shortcuts);

/**
 * Binds keys as long as the component is there, from the moment it is seen. What they do may change; which ones there are is
 * told by their labels.
 */
export function useShortcuts(given: readonly Shortcut[]): void {
  const current = useEffectEvent((index: number) => given[index]?.run());
  const signature = given.map(({ keys, label, group }) => `${keys}|${label}|${group}`).join('\n');
  useLayoutEffect(() => {
    const mine = given.map((shortcut, index) => ({ ...shortcut, run: () => current(index) }));
    set([...shortcuts, ...mine]);
    return () => set(shortcuts.filter((one) => !mine.includes(one)));
    // `given` is new each time; its signature is not.
  }, [signature]);
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
const isInDialog = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.closest('[role=dialog],[role=menu],[role=listbox]') !== null;

/** Listens for keys; mounted once. */
export function useShortcutKeys(): void {
  useLayoutEffect(() => {
    const sequence = new KeySequence();
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const isCommand = event.ctrlKey || event.metaKey;
      if (!isCommand && (isTyping(event) || isInDialog(event))) return;
      const name = sequence.press(event, event.timeStamp);
      const found = shortcuts.findLast(({ keys }) => keys === name && keys !== undefined);
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
