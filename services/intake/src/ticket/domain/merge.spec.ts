import { describe, expect, it } from '@jest/globals';
import type { Status } from '@deskbeat/contracts';
import { aTicket, ana, decided, later, noon } from '../../../test/builders.js';
import { absorb, begin, commit, drop, intentOf, stepOf, verdictOn, type Step } from './merge.js';
import type { Ticket } from './ticket-state.js';

const ben = { kind: 'person', id: 'ben' } as const;
const intent = intentOf('i1', 'ticket-2', ben, 'The same outage');
const subjects = (facts: readonly { subject: string }[]): string[] => facts.map(({ subject }) => subject);

const wanted = (status: Status = 'in-progress'): Ticket => {
  const ticket = aTicket({ status });
  return decided(ticket, begin(ticket, intent, noon)!);
};

it('a wish is written down with its reason and changes nothing yet', () => {
  const { next, facts } = begin(aTicket({ status: 'in-progress' }), intent, noon)!;
  expect(next).toMatchObject({ status: 'in-progress', merging: intent, changedIn: 1 });
  expect(facts).toEqual([expect.objectContaining({ subject: 'evt.relation.merge-begun.v1', text: 'The same outage' })]);
});

it('a closed ticket is not merged, and one wish is carried out before the next', () => {
  const code = (expected: string) => expect.objectContaining({ code: expected });
  expect(() => begin(aTicket({ status: 'closed' }), intent, noon)).toThrow(code('move-not-allowed'));
  expect(() => begin(wanted(), { ...intent, id: 'i2' }, noon)).toThrow(code('version-conflict'));
});

it.each<Status>(['new', 'pending-assignment', 'in-progress', 'awaiting-confirmation', 'resolved'])(
  'a ticket that is %s is closed as merged, stays with who had it, and says where it goes on',
  (status) => {
    const { next, facts } = commit(wanted(status), 'i1', later(1))!;
    expect(next).toMatchObject({ status: 'closed', mergedInto: 'ticket-2', closedAt: later(1), phase: 2 });
    expect(next).not.toHaveProperty('merging');
    expect('assigneeId' in next ? next.assigneeId : undefined).toBe(
      status === 'new' || status === 'pending-assignment' ? undefined : ana.assigneeId,
    );
    expect(subjects(facts)).toEqual(['evt.ticket.status-changed.v1', 'evt.relation.merged.v1']);
  },
);

it('what was dropped is not carried out, and what was carried out is not dropped', () => {
  const dropped = decided(wanted(), drop(wanted(), 'i1', 'it would make a circle', noon)!);
  expect(dropped).not.toHaveProperty('merging');
  expect(commit(dropped, 'i1', noon)).toBeUndefined();
  const done = decided(wanted(), commit(wanted(), 'i1', noon)!);
  expect(drop(done, 'i1', 'late', noon)).toBeUndefined();
  expect(commit(done, 'i1', noon)).toBeUndefined();
});

it.each<[Status, string[], string[]]>([
  ['in-progress', ['eva', 'ben'], ['relation-recorded', 'follower-added']],
  ['closed', ['eva'], ['relation-recorded']],
])('a target that is %s takes note of a ticket once, and of who comes along', (status, watchers, told) => {
  const source = { ...decided(wanted(), commit(wanted(), 'i1', noon)!), _id: 'source', watchers: ['ben', 'eva'] };
  const target = aTicket({ status, watchers: ['eva'] });
  const { next, facts } = absorb(target, source, noon)!;
  expect(next).toMatchObject({ absorbed: ['source'], status, watchers });
  expect(facts[0]).toMatchObject({ data: { relation: 'merged', ticketId: 'source', number: 'DB-10001' } });
  expect(subjects(facts).map((subject) => subject.split('.')[2])).toEqual(told);
  expect(absorb(decided(target, { next, facts }), source, noon)).toBeUndefined();
});

describe('the verdict on a wish', () => {
  const self: Step = { id: 'b', status: 'in-progress', into: 'c', intent: 'ib' };
  const open = (id: string, into?: string, wish?: string): Step => ({
    id,
    status: wish === undefined && into !== undefined ? 'closed' : 'in-progress',
    ...(into !== undefined && { into }),
    ...(wish !== undefined && { intent: wish }),
  });
  it.each<[string, Step[], object]>([
    ['an open target', [open('c')], { do: 'commit' }],
    ['a target that was closed', [{ id: 'c', status: 'closed' }], { do: 'drop' }],
    ['a target that goes on elsewhere', [open('c', 'd'), open('d')], { do: 'commit' }],
    ['a target that is wanted elsewhere', [open('c', 'd', 'ic'), open('d')], { do: 'commit' }],
    ['a circle of others behind the target', [open('c', 'd', 'ic'), open('d', 'c', 'id')], { do: 'commit' }],
    ['a circle that is carried out but for this wish', [open('c', 'b')], { do: 'drop' }],
    ['a circle of wishes, this one first by name', [open('c', 'b', 'ic')], { do: 'drop' }],
    [
      'a circle of wishes, another one first by name',
      [open('c', 'a', 'ic'), open('a', 'b', 'ia')],
      { do: 'drop-other', id: 'a', intent: 'ia' },
    ],
    ['a circle in which the first by name is carried out', [open('c', 'a', 'ic'), open('a', 'b')], { do: 'drop' }],
  ])('with %s', (_, way, expected) => {
    expect(verdictOn(self, way)).toMatchObject(expected);
  });
});

it.each<[Ticket, Step]>([
  [aTicket(), { id: 'ticket-1', status: 'new' }],
  [wanted(), { id: 'ticket-1', status: 'in-progress', into: 'ticket-2', intent: 'i1' }],
  [decided(wanted(), commit(wanted(), 'i1', noon)!), { id: 'ticket-1', status: 'closed', into: 'ticket-2' }],
])('where a ticket goes on: %#', (ticket, step) => {
  expect(stepOf(ticket)).toEqual(step);
});
