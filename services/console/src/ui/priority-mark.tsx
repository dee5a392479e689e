import { IconCalendarEvent, IconChevronDown, IconChevronUp, IconEqual, IconUrgent } from '@tabler/icons-react';
import type { Priority } from '@deskbeat/contracts';
import { useLanguage } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import styles from './marks.module.css';
import { priorityWords } from './vocabulary-words.js';

const icons = {
  urgent: IconUrgent,
  high: IconChevronUp,
  medium: IconEqual,
  low: IconChevronDown,
  planned: IconCalendarEvent,
};

/** Colour, shape and, unless there is no room, the word. */
export function PriorityMark({ priority, bare = false }: { priority: Priority; bare?: boolean }) {
  const { language } = useLanguage();
  const Icon = icons[priority];
  const word = say(priorityWords[priority], language);
  return (
    <span className={styles.mark} title={word}>
      <Icon size={16} stroke={2.2} className={styles[priority]} aria-hidden />
      <span className={bare ? 'db-hidden' : undefined}>{word}</span>
    </span>
  );
}
