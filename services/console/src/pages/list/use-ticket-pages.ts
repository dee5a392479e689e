import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FoundTickets, TicketList, TicketView } from '@deskbeat/contracts';
import { Batch } from '../../api/batch.js';
import { get, path } from '../../api/client.js';
import { useLiveNews } from '../../api/live.js';
import type { LivePlan } from '../../api/live-plan.js';
import { queryClient } from '../../api/queries.js';
import type { Source } from './list-source.js';

interface TicketPage {
  items: TicketView[];
  next?: string;
  matching?: number;
}

const pageSize = 100;
const searchPage = 50;
const mostPatched = 20;
/** A search may not know yet of what the feed tells. */
const searchLagMs = 3_000;

async function load(source: Source, cursor: string | undefined, signal: AbortSignal): Promise<TicketPage> {
  const { view, q, order } = source;
  if (view !== undefined)
    return get<TicketList>(path`/views/${view}/tickets`, { order, cursor, limit: pageSize }, signal);
  const found = await get<FoundTickets>('/search/tickets', { q, order, cursor, limit: searchPage }, signal);
  const { next, matching } = found;
  return { items: found.items.map(({ ticket }) => ticket), matching, ...(next !== undefined && { next }) };
}

/**
 * A list that grows as it is scrolled. Rows that are shown change where they stand; what else happens is counted in `news`
 * until `refresh`, so that nothing jumps under the reader's eyes. At its very top a short list follows by itself.
 */
export function useTicketPages(source: Source, isAtTop: () => boolean) {
  const key = useMemo(() => ['ticket-pages', source], [JSON.stringify(source)]);
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(source, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
  });
  const items = useMemo(() => unique(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data]);
  const refresh = useCallback(() => {
    setNews(new Set());
    queryClient.setQueryData<InfiniteData<TicketPage>>(
      key,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    void queryClient.invalidateQueries({ queryKey: key });
  }, [key]);
  const heard = useRef<(ids: ReadonlySet<string>) => void>(undefined);
  heard.current = (ids) => {
    if (isAtTop() && (query.data?.pages.length ?? 0) <= 1) return refresh();
    const shown = new Set(items.map(({ id }) => id));
    const known = [...ids].filter((id) => shown.has(id));
    for (const id of known.slice(0, mostPatched)) void patch(key, id);
    const others = [...ids].filter((id) => !shown.has(id));
    if (others.length > 0) setNews((before) => new Set([...before, ...others]));
  };
  const [batch] = useState(() => new Batch<string>((ids) => heard.current?.(ids), 200, 1_000));
  const [late] = useState(() => new Batch<string>((ids) => heard.current?.(ids), searchLagMs, searchLagMs));
  useEffect(
    () => () => {
      batch.stop();
      late.stop();
    },
    [batch, late],
  );
  const isSearch = source.q !== undefined;
  useLiveNews(
    useCallback(
      (plan: LivePlan) => {
        if (plan.kind === 'ticket') batch.add(plan.ticketId);
        if (plan.kind === 'ticket' && isSearch) late.add(plan.ticketId);
        if (plan.kind === 'everything') refresh();
      },
      [batch, late, isSearch, refresh],
    ),
  );
  return { query, items, matching: query.data?.pages[0]?.matching, news: news.size, refresh };
}

/** A ticket that moved between two pages stands where it came first. */
function unique(tickets: readonly TicketView[]): TicketView[] {
  const seen = new Set<string>();
  return tickets.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Shows a change of tickets in all lists at once; what was refused comes back with the next load. */
export function showInLists(ids: ReadonlySet<string>, change: (ticket: TicketView) => TicketView): void {
  queryClient.setQueriesData<InfiniteData<TicketPage>>(
    { queryKey: ['ticket-pages'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((one) => (ids.has(one.id) ? change(one) : one)),
        })),
      },
  );
}

async function patch(key: unknown[], id: string): Promise<void> {
  const ticket = await get<TicketView>(path`/tickets/${id}`).catch(() => undefined);
  if (!ticket) return;
  queryClient.setQueryData<InfiniteData<TicketPage>>(
    key,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, items: page.items.map((one) => (one.id === id ? ticket : one)) })),
      },
  );
}
