import { expect, it } from '@jest/globals';
import { parseQuery } from '../search/domain/query.js';
import { indexFor } from '../ticket/ticket.schema.js';
import { standardViews } from './domain/standard-views.js';
import { narrowedBy } from './narrowing.js';

const ana = { kind: 'person', id: 'ana' } as const;
const now = new Date('2026-03-04T12:00:00Z');
const [firstDay, lastDay] = ['0000-01-01', '9999-12-31'];
const narrowed = (line: string) => narrowedBy(parseQuery(line, now).filters, ana);

it.each<[string, object]>([
  ['', {}],
  ['status:open assignee:me', { phase: 0, assigneeId: 'ana' }],
  ['status:open assignee:none', { phase: 0, assigneeId: null }],
  ['status:resolved', { phase: 1, $and: [{ status: { $in: ['resolved'] } }] }],
  ['status:new,open', { phase: 0, $and: [{ $or: [{ phase: 0 }, { status: { $in: ['new', 'open'] } }] }] }],
  ['status:open,closed', { $and: [{ $or: [{ phase: 0 }, { status: { $in: ['open', 'closed'] } }] }] }],
  ['-status:closed', { $and: [{ status: { $nin: ['closed'] } }] }],
  ['assignee:me,none', { $and: [{ assigneeId: { $in: ['ana', null] } }] }],
  ['queue:a customer:c', { queueId: 'a', customerId: 'c' }],
  ['queue:a queue:b', { queueId: 'a', $and: [{ queueId: { $in: ['b'] } }] }],
  ['due:<now', { $and: [{ dueSort: { $lt: now } }] }],
  ['tag:vpn -priority:low', { facets: 'tag=vpn', $and: [{ priority: { $nin: ['low'] } }] }],
  ['field.serial:A-17 tag:vpn', { facets: 'field.serial=a-17', $and: [{ facets: { $in: ['tag=vpn'] } }] }],
  ['watcher:me', { facets: 'watcher=ana' }],
  ['-product:lamp', { $and: [{ facets: { $nin: ['product=lamp'] } }] }],
  ['snoozed:yes', { facets: 'snoozed=yes' }],
  ['tag:vpn watcher:me', { facets: 'watcher=ana', $and: [{ facets: { $in: ['tag=vpn'] } }] }],
  ['assignee:me snoozed:no', { assigneeId: 'ana', snoozedUntil: null }],
  ['customer:a,b', { customerId: { $in: ['a', 'b'] } }],
  ['field.cost:>10', { facets: 'field=cost', $and: [{ 'fields.cost': { $gt: 10 } }] }],
  ['field.cost:-1.5..10', { facets: 'field=cost', $and: [{ 'fields.cost': { $gte: -1.5, $lte: 10 } }] }],
  ['-field.cost:<=10', { $and: [{ $nor: [{ 'fields.cost': { $lte: 10 } }] }] }],
  ['field.visit:<+7d', { facets: 'field=visit', $and: [{ 'fields.visit': { $gte: firstDay, $lt: '2026-03-11' } }] }],
  ['field.visit:>=now', { facets: 'field=visit', $and: [{ 'fields.visit': { $gte: '2026-03-04', $lte: lastDay } }] }],
  [
    'tag:x field.visit:2026-01-01..2026-01-31',
    {
      facets: 'field=visit',
      $and: [{ facets: { $in: ['tag=x'] } }, { 'fields.visit': { $gte: '2026-01-01', $lte: '2026-01-31' } }],
    },
  ],
  ['field.serial:A..B', { facets: 'field.serial=a..b' }],
])('%s', (line, expected) => {
  expect(narrowed(line)).toEqual(expected);
});

it('what teams have is what their people have and what waits in their queues', () => {
  const team = { key: 'team', people: ['ana', 'ben'], queues: ['repairs'], not: false };
  const waiting = { assigneeId: null, queueId: { $in: ['repairs'] } };
  expect(narrowedBy([team], ana)).toEqual({
    assigneeId: { $in: ['ana', 'ben', null] },
    $and: [{ $or: [{ assigneeId: { $in: ['ana', 'ben'] } }, waiting] }],
  });
  expect(narrowedBy([{ ...team, queues: [] }], ana)).toEqual({ assigneeId: { $in: ['ana', 'ben'] } });
});

it('every standard view reads an index that was made for it', () => {
  const read = standardViews.map(({ id, filter, order }) => {
    const { filters } = parseQuery(filter, now);
    const meant = filters.map((one) =>
      one.key === 'team' ? { key: 'team', people: ['b'], queues: [], not: false } : one,
    );
    return [id, indexFor(narrowedBy(meant, ana), order)];
  });
  expect(Object.fromEntries(read)).toEqual({
    'my-work': 'assignee',
    unassigned: 'assignee',
    'my-team': 'assignee',
    'about-to-breach': 'due',
    overdue: 'due',
    'all-open': 'due',
    newest: '_id_',
    'recently-updated': 'updated',
    awaiting: 'due',
    resolved: 'newest',
  });
});
