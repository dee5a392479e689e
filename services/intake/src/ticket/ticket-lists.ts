import { Problem, type ListTickets, type TicketOrder } from '@deskbeat/contracts';
import { decodeCursor, encodeCursor, fitting, pageOf, type CursorKey } from '@deskbeat/persistence';
import type { Ticket } from './domain/ticket-state.js';
import { bytesOf, type DueKey, type ListedTickets, type TicketHead } from './listed-tickets.js';
import type { TicketFilter } from './ticket.schema.js';

interface PageOfTickets {
  items: Ticket[];
  next?: string;
}

const longestMs = 8.64e15;

/** Where a ticket stands in an order. */
const keyOf: Readonly<Record<TicketOrder, (ticket: TicketHead) => CursorKey>> = {
  due: ({ phase, dueSort, _id }) => [phase, dueSort.getTime(), _id],
  newest: ({ _id }) => [_id],
  updated: ({ updatedAt, _id }) => [updatedAt.getTime(), _id],
};

/** One page in the order that is asked for, by key of the last item: a page stays right while tickets come and go. */
export async function listPage(
  lists: ListedTickets,
  filter: TicketFilter,
  query: Pick<ListTickets, 'order' | 'cursor' | 'limit'>,
): Promise<PageOfTickets> {
  const { items: heads, next } = await headsOf(lists, filter, query);
  const tickets = await lists.read(heads);
  const items = fitting(tickets, bytesOf);
  if (items.length === tickets.length) return { items, next };
  const last = heads.find(({ _id }) => _id === items.at(-1)!._id)!;
  return { items, next: encodeCursor(keyOf[query.order ?? 'due'](last)) };
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
  return pageOf(read, limit, keyOf.due);
}

async function newest(lists: ListedTickets, filter: TicketFilter, cursor: string | undefined, limit: number) {
  const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
  return pageOf(await lists.newest(filter, before, limit + 1), limit, keyOf.newest);
}

async function updated(lists: ListedTickets, filter: TicketFilter, cursor: string | undefined, limit: number) {
  const key = cursor === undefined ? undefined : decodeCursor(cursor, 2);
  const from = key && { updatedAt: instantIn(key[0]), id: String(key[1]) };
  const read = await lists.updated(filter, from, limit + 1);
  return pageOf(read, limit, keyOf.updated);
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
