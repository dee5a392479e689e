import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useWords } from '../../../i18n/language.js';
import { settingsWords } from '../settings-words.js';
import styles from './form.module.css';

/** The sheet of something to try. */
export function ToolSheet({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const t = useWords(settingsWords);
  const { section } = useParams();
  return (
    <section className={styles.sheet} aria-label={title}>
      <Link to={`/settings/${section}`} className={styles.back}>
        <IconArrowLeft size={16} /> {t('back')}
      </Link>
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
