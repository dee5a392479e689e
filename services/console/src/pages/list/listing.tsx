import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useCallback, useRef } from 'react';
import type { SavedView } from '@deskbeat/contracts';
import { to, useAllowed } from '../../api/permissions.js';
import { useWords } from '../../i18n/language.js';
import { useListKeys } from '../../ui/list-keys.js';
import { ProblemPanel } from '../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../ui/section.js';
import { BulkBar } from './bulk-bar.js';
import { ColumnsMenu } from './columns-menu.js';
import type { Source } from './list-source.js';
import { ExportMenu, SearchHelp } from './list-tools.js';
import { listWords } from './list-words.js';
import styles from './list.module.css';
import { SearchField } from './search-field.js';
import { SubBar } from './sub-bar.js';
import { TicketTable } from './ticket-table.js';
import { useChosen } from './use-chosen.js';
import { useColumns } from './use-columns.js';
import { useTicketPages } from './use-ticket-pages.js';
import { ViewsSelect } from './views-nav.js';

interface Given {
  name: string;
  source: Source;
  view?: SavedView;
  onSort: (order: string) => void;
  onSearch: (line: string) => void;
}

/** One list with what can be done to it and in it. */
export function Listing({ name, source, view, onSort, onSearch }: Given) {
  const t = useWords(listWords);
  const scroller = useRef<HTMLDivElement>(null);
  const isAtTop = useCallback(() => (scroller.current?.scrollTop ?? 0) < 8, []);
  const { query, items, matching, news, refresh } = useTicketPages(source, isAtTop);
  const { columns, setColumns } = useColumns(source.view, view?.columns);
  const { chosen, choose, none } = useChosen();
  const current = useListKeys(items);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const mayChange = useAllowed(to.changeMany);
  const order = source.order ?? view?.order;
  return (
    <div className={styles.main}>
      <div className={styles.bar}>
        <ViewsSelect current={source.view} />
        <SearchField q={source.q ?? ''} onSearch={onSearch} />
        <span className={`${styles.end} ${styles.wide}`}>
          <SearchHelp />
          <ExportMenu source={source} columns={columns} />
          <ColumnsMenu columns={columns} onChange={setColumns} />
        </span>
      </div>
      <SubBar
        source={source}
        view={view}
        columns={columns}
        text={
          matching !== undefined
            ? t('found', { n: matching })
            : t(hasNextPage ? 'loadedMore' : 'loaded', { n: items.length })
        }
        onSort={onSort}
        onSearch={onSearch}
      />
      <div className={styles.table} ref={scroller} tabIndex={-1}>
        {query.isPending && <SkeletonRows rows={16} />}
        {query.error && items.length === 0 && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
        {query.data && items.length === 0 && <Nothing name={name} q={source.q} onClear={() => onSearch('')} />}
        {items.length > 0 && (
          <TicketTable
            items={items}
            columns={columns}
            source={source}
            order={order}
            chosen={chosen}
            currentId={current?.id}
            scroller={scroller}
            onSort={onSort}
            onChoose={choose}
            onEnd={onEnd}
          />
        )}
      </div>
      {news > 0 && (
        <Button
          className={styles.news}
          leftSection={<IconArrowUp size={14} />}
          onClick={() => {
            scroller.current?.scrollTo({ top: 0 });
            refresh();
          }}
        >
          {t('newRows', { n: news })}
        </Button>
      )}
      {chosen.size > 0 && mayChange && (
        <BulkBar
          chosen={items.filter(({ id }) => chosen.has(id))}
          onNone={none}
          onDone={() => {
            none();
            refresh();
          }}
        />
      )}
    </div>
  );
}

function Nothing({ name, q, onClear }: { name: string; q: string | undefined; onClear: () => void }) {
  const t = useWords(listWords);
  const clear = q && (
    <Button variant="default" onClick={onClear}>
      {t('clear')}
    </Button>
  );
  return (
    <EmptyState title={t(q ? 'noResult' : 'empty')} action={clear}>
      {q ? t('noResultHint') : t('emptyHint', { name })}
    </EmptyState>
  );
}
