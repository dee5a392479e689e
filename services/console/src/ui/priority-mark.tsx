import type { Priority } from '@deskbeat/contracts';
import { useLanguage } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import { Glyph, priorityGlyphs } from './glyph.js';
import styles from './marks.module.css';
import { priorityWords } from './vocabulary-words.js';

/** Colour, shape and, unless there is no room, the word. */
export function PriorityMark({ priority, bare = false }: { priority: Priority; bare?: boolean }) {
  const { language } = useLanguage();
  const word = say(priorityWords[priority], language);
  return (
    <span className={styles.mark} title={word}>
      <Glyph of={priority} d={priorityGlyphs[priority]} />
      <span className={bare ? 'db-hidden' : undefined}>{word}</span>
    </span>
  );
}
