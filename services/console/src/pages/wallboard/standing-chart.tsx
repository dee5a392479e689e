import { priorities, statuses } from '@deskbeat/contracts/vocabulary';
import type { Durations, Wallboard } from '@deskbeat/contracts';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say, type Word } from '../../i18n/words.js';
import { timeText } from '../../ui/sla-chip.js';
import { priorityWords, statusWords } from '../../ui/vocabulary-words.js';
import { wallboardWords } from './wallboard-words.js';
import styles from './wallboard.module.css';

interface Row {
  key: string;
  word: Word;
  count: number;
}

/** Where the open tickets stand, how pressing they are, and how long things took. */
export function StandingChart({ board }: { board: Wallboard }) {
  const t = useWords(wallboardWords);
  const byStatus = statuses
    .filter((status) => status in board.byStatus)
    .map((key) => ({ key, word: statusWords[key], count: board.byStatus[key]! }));
  const byPriority = priorities.map((key) => ({ key, word: priorityWords[key], count: board.byPriority[key] ?? 0 }));
  return (
    <section className={styles.chart} aria-label={t('standing')}>
      <h2 className={styles.chartTitle}>{t('standing')}</h2>
      <div className={styles.standing}>
        <Rows rows={byStatus} of={board.open} />
        <Rows rows={byPriority} of={board.open} />
      </div>
      <div className={styles.times}>
        <Times name={t('firstResponse')} times={board.firstResponse} />
        <Times name={t('resolution')} times={board.resolution} />
      </div>
    </section>
  );
}

function Rows({ rows, of }: { rows: readonly Row[]; of: number }) {
  const { language } = useLanguage();
  const { number } = useFormats();
  return (
    <dl className={styles.rows}>
      {rows.map(({ key, word, count }) => (
        <div key={key} className={styles.row}>
          <dt className="db-line">{say(word, language)}</dt>
          <dd>
            <span className={styles.fill} data-kind={key} style={{ width: `${of > 0 ? (80 * count) / of : 0}%` }} />
            <span className="db-figures">{number(count)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Times({ name, times }: { name: string; times: Durations }) {
  const t = useWords(wallboardWords);
  const { language } = useLanguage();
  const { p50, p90 } = times;
  return (
    <p>
      <b>{name}</b>{' '}
      {p50 === undefined || p90 === undefined ? (
        <span className="db-quiet">{t('noTimes')}</span>
      ) : (
        <>
          <span className="db-quiet">{t('half')}</span> <b className="db-figures">{timeText(p50, language)}</b>,{' '}
          <span className="db-quiet">{t('most')}</span> <b className="db-figures">{timeText(p90, language)}</b>
        </>
      )}{' '}
      <span className="db-quiet">· {t('week')}</span>
    </p>
  );
}
