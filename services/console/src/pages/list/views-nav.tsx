import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import type { SavedView } from '@deskbeat/contracts';
import { viewCountsQuery, viewsQuery } from '../../api/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say, type Words } from '../../i18n/words.js';
import { listWords, viewWords } from './list-words.js';
import styles from './list.module.css';

const standard: Words = viewWords;

/** The name of a view in the reader's language, where it is one of the standard ones. */
export function useViewName(): (view: Pick<SavedView, 'id' | 'name' | 'scope'>) => string {
  const { language } = useLanguage();
  return ({ id, name, scope }) => (scope === 'standard' && standard[id] ? say(standard[id], language) : name);
}

const addressOf = (id: string): string => `/tickets?view=${encodeURIComponent(id)}`;

/** All views, with how many tickets each has. */
export function ViewsNav({ current }: { current?: string }) {
  const t = useWords(listWords);
  const nameOf = useViewName();
  const views = useQuery(viewsQuery).data?.items ?? [];
  const counts = new Map(useQuery(viewCountsQuery).data?.items.map((count) => [count.id, count]));
  const countOf = (id: string) => {
    const count = counts.get(id);
    return count && (count.more ? `${count.count}+` : count.count);
  };
  return (
    <nav className={styles.views} aria-label={t('views')}>
      <h2>{t('views')}</h2>
      {views.map((view) => (
        <Link
          key={view.id}
          to={addressOf(view.id)}
          className={styles.view}
          aria-current={view.id === current ? 'page' : undefined}
        >
          <span className="db-line">{nameOf(view)}</span>
          <span className={`${styles.count} db-figures`}>{countOf(view.id)}</span>
        </Link>
      ))}
    </nav>
  );
}

/** The same where there is no room. */
export function ViewsSelect({ current }: { current?: string }) {
  const t = useWords(listWords);
  const nameOf = useViewName();
  const navigate = useNavigate();
  const views = useQuery(viewsQuery).data?.items ?? [];
  return (
    <Select
      className={styles.narrow}
      aria-label={t('view')}
      placeholder={t('results')}
      allowDeselect={false}
      value={current ?? null}
      data={views.map((view) => ({ value: view.id, label: nameOf(view) }))}
      onChange={(id) => id && void navigate(addressOf(id))}
    />
  );
}
