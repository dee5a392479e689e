import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { viewsQuery } from '../../api/queries.js';
import { useTitle } from '../../app/page-title.js';
import { useWords } from '../../i18n/language.js';
import { sourceOf } from './list-source.js';
import { listWords } from './list-words.js';
import styles from './list.module.css';
import { Listing } from './listing.js';
import { useViewName, ViewsNav } from './views-nav.js';

/** Views and searches as long lists; the address says which. */
export function Page() {
  const t = useWords(listWords);
  const [parameters, setParameters] = useSearchParams();
  const nameOf = useViewName();
  const source = sourceOf(parameters);
  const q = source.q ?? '';
  const view = useQuery(viewsQuery).data?.items.find(({ id }) => id === source.view);
  const name = q ? t('results') : view ? nameOf(view) : '';
  useTitle(name || t('title'));
  const sort = (order: string) => {
    const next = new URLSearchParams(parameters);
    next.set('order', order);
    setParameters(next, { replace: true });
  };
  return (
    <div className={styles.page}>
      <ViewsNav current={source.view} />
      <Listing
        key={JSON.stringify(source)}
        name={name}
        source={source}
        view={view}
        onSort={sort}
        onSearch={(line) => setParameters(line.trim() ? { q: line.trim() } : {})}
      />
    </div>
  );
}
