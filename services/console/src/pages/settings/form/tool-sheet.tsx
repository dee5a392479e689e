import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useWords } from '../../../i18n/language.js';
import { BackLink } from '../../../ui/split.js';
import { settingsWords } from '../settings-words.js';
import styles from './form.module.css';

/** The sheet of something to try. */
export function ToolSheet({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const t = useWords(settingsWords);
  const { section } = useParams();
  return (
    <section className={styles.sheet} aria-label={title}>
      <BackLink to={`/settings/${section}`}>{t('back')}</BackLink>
      <div className={styles.fields}>
        <div>
          <h2>{title}</h2>
          <p className={`${styles.hint} db-quiet`}>{hint}</p>
        </div>
        {children}
      </div>
    </section>
  );
}
