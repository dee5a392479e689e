import type { SearchOrder, TicketOrder, ViewColumn } from '@deskbeat/contracts';
import { addressOf, path } from '../../api/client.js';

/** Where a list comes from: a view, in its own order unless another is wanted, or a search. */
export type Source =
  { view: string; order?: TicketOrder; q?: undefined } | { q: string; order: SearchOrder; view?: undefined };

const orders: readonly TicketOrder[] = ['due', 'newest', 'updated'];

/** As the page's address says it. */
export function sourceOf(parameters: URLSearchParams): Source {
  const q = parameters.get('q');
  const wanted = parameters.get('order');
  if (q) return { q, order: wanted === 'newest' ? 'newest' : 'relevance' };
  const order = orders.find((one) => one === wanted);
  return { view: parameters.get('view') ?? 'all-open', ...(order && { order }) };
}

/** Where all of a list is to be had as a file: a view with its own columns, a search with those that are shown. */
export const fileOf = ({ view, q, order }: Source, columns: readonly ViewColumn[], type: 'csv' | 'xlsx'): string =>
  view === undefined
    ? addressOf(`/search/tickets.${type}`, { q, order, columns })
    : addressOf(`${path`/views/${view}`}/tickets.${type}`);

const sorting: Readonly<Partial<Record<ViewColumn, TicketOrder>>> = {
  due: 'due',
  created: 'newest',
  updated: 'updated',
};

/** The order that a column's head puts the list in, where there is one; a search knows the newest alone. */
export function orderOf(column: ViewColumn, { q }: Pick<Source, 'q'>): TicketOrder | undefined {
  const order = sorting[column];
  return q !== undefined && order !== 'newest' ? undefined : order;
}

/** Which way round it is: the nearest due comes first, of the others the latest. */
export const directionOf = (order: TicketOrder): 'ascending' | 'descending' =>
  order === 'due' ? 'ascending' : 'descending';
