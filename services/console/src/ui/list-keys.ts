import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useShortcuts } from '../app/shortcuts.js';
import { useWords } from '../i18n/language.js';
import { ticketPath } from './ticket-row.js';

const words = {
  group: { en: 'In a list', zh: '列表' },
  down: { en: 'Next ticket', zh: '下一个工单' },
  up: { en: 'Previous ticket', zh: '上一个工单' },
  open: { en: 'Open the ticket', zh: '打开工单' },
};

interface Listed {
  id: string;
  number: string;
}

/** `j`, `k` and `Enter` in a list of tickets. @returns the one that the keyboard is at */
export function useListKeys<T extends Listed>(items: readonly T[]): T | undefined {
  const t = useWords(words);
  const navigate = useNavigate();
  const [currentId, setCurrentId] = useState<string>();
  const at = items.findIndex(({ id }) => id === currentId);
  const go = (to: number) => {
    const next = items[Math.max(0, Math.min(items.length - 1, to))];
    if (!next) return;
    setCurrentId(next.id);
    document.querySelector(`[data-ticket="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts([
    { keys: 'j', label: t('down'), group: t('group'), run: () => go(at + 1) },
    { keys: 'k', label: t('up'), group: t('group'), run: () => go(at - 1) },
    {
      keys: 'Enter',
      label: t('open'),
      group: t('group'),
      run: () => items[at] && void navigate(ticketPath(items[at])),
    },
  ]);
  return items[at];
}
