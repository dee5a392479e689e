import { expect, it } from '@jest/globals';
import type { TicketOrder } from '@deskbeat/contracts';
import { indexFor, ticketSchema, type TicketFilter } from './ticket.schema.js';

const keyOf = (name: string): string[] => {
  if (name === '_id_') return ['_id'];
  const found = ticketSchema.indexes().find(([, options]) => options.name === name);
  return Object.keys(found![0]);
};

it.each<[TicketFilter, TicketOrder, string]>([
  [{ phase: 0 }, 'due', 'phase,dueSort,_id'],
  [{ phase: 2, priority: 'urgent' }, 'due', 'phase,dueSort,_id'],
  [{ phase: 0, assigneeId: 'ana' }, 'due', 'assigneeId,phase,dueSort,_id'],
  [{ phase: 0, assigneeId: null }, 'due', 'assigneeId,phase,dueSort,_id'],
  [{}, 'newest', '_id'],
  [{ phase: 2 }, 'newest', 'phase,_id'],
  [{ customerId: 'c' }, 'newest', 'customerId,_id'],
  [{ assigneeId: 'ana' }, 'newest', 'assigneeId,_id'],
  [{ phase: 0, queueId: 'q' }, 'due', 'queueId,phase,dueSort,_id'],
  [{ customerId: 'c', phase: 0 }, 'due', 'customerId,phase,dueSort,_id'],
  [{ facets: 'tag=vpn', phase: 0 }, 'due', 'facets,phase,dueSort,_id'],
  [{ facets: 'tag=vpn', assigneeId: 'ana' }, 'newest', 'facets,phase,_id'],
  [{ facets: 'tag=vpn', assigneeId: 'ana', phase: 0 }, 'due', 'assigneeId,phase,dueSort,_id'],
  [{ facets: 'tag=vpn', assigneeId: null, phase: 0 }, 'due', 'facets,phase,dueSort,_id'],
  [{ facets: 'tag=vpn', customerId: 'c' }, 'newest', 'customerId,_id'],
  [{ facets: 'tag=vpn' }, 'updated', 'facets,updatedAt,_id'],
  [{}, 'updated', 'updatedAt,_id'],
  [{ phase: 2 }, 'updated', 'updatedAt,_id'],
  [{ phase: 0 }, 'updated', 'updatedAt,_id'],
])('a list of %j by %s reads %s', (filter, order, key) => {
  expect(keyOf(indexFor(filter, order)).join()).toBe(key);
});
