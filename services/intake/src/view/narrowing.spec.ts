import { expect, it } from '@jest/globals';
import { parseQuery } from '../search/domain/query.js';
import { indexFor } from '../ticket/ticket.schema.js';
import { standardViews } from './domain/standard-views.js';
import { narrowedBy } from './narrowing.js';

const ana = { kind: 'person', id: 'ana' } as const;
const now = new Date('2026-03-04T12:00:00Z');
const narrowed = (line: string) => narrowedBy(parseQuery(line, now).filters, ana);

it.each<[string, object]>([
  ['', {}],
  ['status:open assignee:me', { phase: 0, assigneeId: 'ana' }],
  ['status:open assignee:none', { phase: 0, assigneeId: null }],
  ['status:resolved', { phase: 1, $and: [{ $and: [{ status: { $in: ['resolved'] } }] }] }],
  ['status:new,open', { phase: 0, $and: [{ $and: [{ $or: [{ phase: 0 }, { status: { $in: ['new', 'open'] } }] }] }] }],
  ['status:open,closed', { $and: [{ $and: [{ $or: [{ phase: 0 }, { status: { $in: ['open', 'closed'] } }] }] }] }],
  ['-status:closed', { $and: [{ $and: [{ status: { $nin: ['closed'] } }] }] }],
  ['assignee:me,none', { $and: [{ $and: [{ assigneeId: { $in: ['ana', null] } }] }] }],
  ['queue:a customer:c', { queueId: 'a', customerId: 'c' }],
  ['queue:a queue:b', { queueId: 'a', $and: [{ $and: [{ queueId: { $in: ['b'] } }] }] }],
  ['due:<now', { $and: [{ $and: [{ dueSort: { $lt: now } }] }] }],
  ['tag:vpn -priority:low', { facets: 'tag=vpn', $and: [{ $and: [{ priority: { $nin: ['low'] } }] }] }],
  ['field.serial:A-17 tag:vpn', { facets: 'field.serial=a-17', $and: [{ $and: [{ facets: { $in: ['tag=vpn'] } }] }] }],
  ['watcher:me', { facets: 'watcher=ana' }],
  ['-product:lamp', { $and: [{ $and: [{ facets: { $nin: ['product=lamp'] } }] }] }],
  ['snoozed:yes', { $and: [{ $and: [{ facets: 'snoozed=yes' }] }] }],
  ['assignee:me snoozed:no', { assigneeId: 'ana', $and: [{ $and: [{ snoozedUntil: null }] }] }],
])('%s', (line, expected) => {
  expect(narrowed(line)).toEqual(expected);
});

it('every standard view reads an index that was made for it', () => {
  const read = standardViews.map(({ id, filter, order }) => [id, indexFor(narrowed(filter), order)]);
  expect(Object.fromEntries(read)).toEqual({
    'my-work': 'assignee',
    unassigned: 'assignee',
    'about-to-breach': 'due',
    overdue: 'due',
    'all-open': 'due',
    newest: '_id_',
    'recently-updated': 'updated',
    awaiting: 'due',
    resolved: 'newest',
  });
});
