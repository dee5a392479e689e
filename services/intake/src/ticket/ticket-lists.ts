import { Problem, type ListTickets } from '@deskbeat/contracts';
import { decodeCursor, pageOf, type CursorKey } from '@deskbeat/persistence';
import type { Ticket } from './domain/ticket-state.js';
import type { DueKey, ListedTickets } from './listed-tickets.js';
import type { TicketFilter } from './ticket.schema.js';

interface PageOfTickets {
  items: Ticket[];
  next?: string;
}

const longestMs = 8.64e15;

/** One page in the order that is asked for, by key of the last item: a page stays right while tickets come and go. */
export async function listPage(
  lists: ListedTickets,
  filter: TicketFilter,
  query: Pick<ListTickets, 'order' | 'cursor' | 'limit'>,
): Promise<PageOfTickets> {
  const { items, next } = await headsOf(lists, filter, query);
  return { items: await lists.read(items), next };
}

function headsOf(lists: ListedTickets, filter: TicketFilter, query: Pick<ListTickets, 'order' | 'cursor' | 'limit'>) {
  const { order = 'due', cursor, limit = 50 } = query;
  switch (order) {
    case 'due':
      return byDue(lists, filter, cursor, limit);
    case 'newest':
      return newest(lists, filter, cursor, limit);
    case 'updated':
      return updated(lists, filter, cursor, limit);
  }
}

async function byDue(lists: ListedTickets, filter: TicketFilter, cursor: string | undefined, limit: number) {
  const key = cursor === undefined ? undefined : dueKey(decodeCursor(cursor, 3));
  const read = await lists.byDue(filter, key, limit + 1);
  return pageOf(read, limit, ({ phase, dueSort, _id }) => [phase, dueSort.getTime(), _id]);
}

async function newest(lists: ListedTickets, filter: TicketFilter, cursor: string | undefined, limit: number) {
  const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
  return pageOf(await lists.newest(filter, before, limit + 1), limit, ({ _id }) => [_id]);
}

async function updated(lists: ListedTickets, filter: TicketFilter, cursor: string | undefined, limit: number) {
  const key = cursor === undefined ? undefined : decodeCursor(cursor, 2);
  const from = key && { updatedAt: instantIn(key[0]), id: String(key[1]) };
  const read = await lists.updated(filter, from, limit + 1);
  return pageOf(read, limit, ({ updatedAt, _id }) => [updatedAt.getTime(), _id]);
}

function dueKey([phase, due, id]: CursorKey): DueKey {
  if (phase !== 0 && phase !== 1 && phase !== 2) throw foreign();
  return { phase, dueSort: instantIn(due), id: String(id) };
}

function instantIn(part: string | number | undefined): Date {
  if (typeof part !== 'number' || Math.abs(part) > longestMs) throw foreign();
  return new Date(part);
}

const foreign = (): Problem =>
  new Problem('validation-failed', { errors: [{ pointer: '/cursor', message: 'is not a cursor of this list' }] });
