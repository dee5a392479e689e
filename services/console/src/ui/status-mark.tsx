import type { Status } from '@deskbeat/contracts';
import { useLanguage } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import { Glyph, statusGlyphs } from './glyph.js';
import styles from './marks.module.css';
import { statusWords } from './vocabulary-words.js';

export function StatusMark({ status, bare = false }: { status: Status; bare?: boolean }) {
  const { language } = useLanguage();
  const word = say(statusWords[status], language);
  return (
    <span className={styles.mark} title={word}>
      <Glyph of={status} d={statusGlyphs[status]} />
      <span className={bare ? 'db-hidden' : styles.text}>{word}</span>
    </span>
  );
}
