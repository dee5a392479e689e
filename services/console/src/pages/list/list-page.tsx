import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowUp, IconSearch } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ViewColumn } from '@deskbeat/contracts';
import { viewsQuery } from '../../api/queries.js';
import { useTitle } from '../../app/page-title.js';
import { useWords } from '../../i18n/language.js';
import { useListKeys } from '../../ui/list-keys.js';
import { ProblemPanel } from '../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../ui/section.js';
import { BulkBar } from './bulk-bar.js';
import { ColumnsMenu, ExportMenu, SaveView, SearchHelp } from './list-tools.js';
import { listWords } from './list-words.js';
import styles from './list.module.css';
import { partsOfLine, withoutFilter } from './search-line.js';
import { TicketTable } from './ticket-table.js';
import { useTicketPages } from './use-ticket-pages.js';
import { useViewName, ViewsNav, ViewsSelect } from './views-nav.js';

const usual: ViewColumn[] = ['number', 'subject', 'priority', 'status', 'customer', 'assignee', 'due'];
const slim: ViewColumn[] = ['subject', 'due'];

/** Views and searches as long lists. */
export function Page() {
  const t = useWords(listWords);
  const [parameters, setParameters] = useSearchParams();
  const nameOf = useViewName();
  const q = parameters.get('q') ?? '';
  const order = parameters.get('order') === 'newest' ? 'newest' : 'relevance';
  const viewId = q ? undefined : (parameters.get('view') ?? 'all-open');
  const view = useQuery(viewsQuery).data?.items.find(({ id }) => id === viewId);
  const name = q ? t('results') : view ? nameOf(view) : '';
  useTitle(name || t('title'));
  const search = (line: string, more: Record<string, string> = {}) =>
    setParameters(line.trim() ? { q: line.trim(), ...more } : {});
  return (
    <div className={styles.page}>
      <ViewsNav current={viewId} />
      <Listing
        key={viewId ?? `${q} ${order}`}
        name={name}
        q={q}
        order={order}
        viewId={viewId}
        viewColumns={view?.columns}
        onSearch={search}
      />
    </div>
  );
}

interface Given {
  name: string;
  q: string;
  order: 'relevance' | 'newest';
  viewId?: string;
  viewColumns?: readonly ViewColumn[];
  onSearch: (line: string, more?: Record<string, string>) => void;
}

function Listing({ name, q, order, viewId, viewColumns, onSearch }: Given) {
  const t = useWords(listWords);
  const scroller = useRef<HTMLDivElement>(null);
  const isAtTop = useCallback(() => (scroller.current?.scrollTop ?? 0) < 8, []);
  const { query, items, matching, news, refresh } = useTicketPages(viewId ? { view: viewId } : { q, order }, isAtTop);
  const { columns, setColumns } = useColumns(viewId, viewColumns);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const current = useListKeys(items);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const onChoose = useCallback((ids: readonly string[], isChosen: boolean) => {
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids)
        if (isChosen) next.add(id);
        else next.delete(id);
      return next;
    });
  }, []);
  const none = () => setChosen(new Set());
  const { filters, words } = partsOfLine(q);
  return (
    <div className={styles.main}>
      <div className={styles.bar}>
        <ViewsSelect current={viewId} />
        <SearchField q={q} onSearch={onSearch} />
        <span className={`${styles.end} ${styles.wide}`}>
          <SearchHelp />
          {viewId && <ExportMenu viewId={viewId} />}
          <ColumnsMenu columns={columns} onChange={setColumns} />
        </span>
      </div>
      <div className={styles.sub}>
        <span className="db-figures">
          {matching !== undefined
            ? t('found', { n: matching })
            : t(hasNextPage ? 'loadedMore' : 'loaded', { n: items.length })}
        </span>
        {filters.map((filter) => (
          <span key={filter} className={styles.chip}>
            {filter}
            <CloseButton
              size={18}
              aria-label={t('removeFilter', { filter })}
              onClick={() => onSearch(withoutFilter(q, filter))}
            />
          </span>
        ))}
        {q && (
          <span className={styles.end}>
            <Select
              size="xs"
              w={170}
              aria-label={t('order')}
              allowDeselect={false}
              value={order}
              onChange={(value) => value && onSearch(q, { order: value })}
              data={(['relevance', 'newest'] as const).map((value) => ({ value, label: t(value) }))}
            />
            {words === '' && <SaveView filter={q} columns={columns} />}
          </span>
        )}
      </div>
      <div className={styles.table} ref={scroller} tabIndex={-1}>
        {query.isPending && <SkeletonRows rows={16} />}
        {query.error && items.length === 0 && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
        {query.data && items.length === 0 && (
          <EmptyState
            title={t(q ? 'noResult' : 'empty')}
            action={
              q && (
                <Button variant="default" onClick={() => onSearch('')}>
                  {t('clear')}
                </Button>
              )
            }
          >
            {q ? t('noResultHint') : t('emptyHint', { name })}
          </EmptyState>
        )}
        {items.length > 0 && (
          <TicketTable
            items={items}
            columns={columns}
            chosen={chosen}
            currentId={current?.id}
            scroller={scroller}
            onChoose={onChoose}
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
      {chosen.size > 0 && (
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

function SearchField({ q, onSearch }: { q: string; onSearch: (line: string) => void }) {
  const t = useWords(listWords);
  const [typed, setTyped] = useState(q);
  return (
    <form
      className={styles.search}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed);
      }}
    >
      <TextInput
        leftSection={<IconSearch size={16} />}
        rightSection={
          typed && (
            <CloseButton
              size="sm"
              aria-label={t('clear')}
              onClick={() => {
                setTyped('');
                onSearch('');
              }}
            />
          )
        }
        placeholder={t('searchHint')}
        aria-label={t('search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  );
}

/** Columns of a view, as its reader wants them. */
function useColumns(viewId: string | undefined, given: readonly ViewColumn[] = usual) {
  const key = `deskbeat-columns-${viewId ?? 'search'}`;
  const [own, setOwn] = useState<ViewColumn[] | undefined>(() => {
    const kept = localStorage.getItem(key);
    return kept ? (JSON.parse(kept) as ViewColumn[]) : undefined;
  });
  const setColumns = (columns: ViewColumn[]) => {
    localStorage.setItem(key, JSON.stringify(columns));
    setOwn(columns);
  };
  const isNarrow = matchMedia('(max-width: 700px)').matches;
  return { columns: own ?? (isNarrow ? slim : given), setColumns };
}
