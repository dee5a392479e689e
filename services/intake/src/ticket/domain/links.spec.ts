import { describe, expect, it } from '@jest/globals';
import type { LinkKind, Status } from '@deskbeat/contracts';
import { aTicket, decided, later, noon, rules } from '../../../test/builders.js';
import { withAftermath } from './aftermath.js';
import { changeStatus } from './change-status.js';
import { childrenView, waitsForChildren } from './children.js';
import { link, recordTelling, unlink, type Telling } from './links.js';
import { movesOf } from './moves.js';
import type { Link } from './relation.js';
import type { Ticket } from './ticket-state.js';

const other = (status: Status = 'in-progress'): Ticket => ({ ...aTicket({ status }), _id: 'other' });
const child: Link = { kind: 'child', to: 'other', gates: true, at: noon };

it.each<[LinkKind, boolean, object]>([
  ['child', true, { kind: 'child', to: 'other', gates: true, at: noon }],
  ['child', false, { kind: 'child', to: 'other', at: noon }],
  ['duplicate', true, { kind: 'duplicate', to: 'other', at: noon }],
  ['related', false, { kind: 'related', to: 'other', at: noon }],
])('a ticket that becomes a %s (gates: %s) keeps the link and tells the other', (kind, gates, kept) => {
  const { next, facts } = link(aTicket({ status: 'in-progress' }), other(), { kind, gates }, noon)!;
  expect(next).toMatchObject({ links: [kept], changedIn: 1 });
  expect(facts).toMatchObject([
    { subject: 'evt.relation.linked.v1', data: { kind, to: 'other', status: 'in-progress' } },
  ]);
});

it.each<[string, Partial<Ticket>, Ticket, LinkKind, string]>([
  ['itself', {}, aTicket(), 'related', 'validation-failed'],
  ['a second parent', { links: [{ ...child, to: 'third' }] }, other(), 'child', 'validation-failed'],
  ['a closed parent', {}, other('closed'), 'child', 'move-not-allowed'],
  [
    'its own duplicate',
    {},
    { ...other(), links: [{ kind: 'duplicate', to: 'ticket-1', at: noon }] },
    'duplicate',
    'validation-failed',
  ],
])('a link to %s is refused', (_, has, to, kind, code) => {
  const attempt = () => link({ ...aTicket(), ...has } as Ticket, to, { kind }, noon);
  expect(attempt).toThrow(expect.objectContaining({ code }));
});

it('a link that is there is well, one that gates from now on is a change, one that is taken back is gone', () => {
  const ticket = { ...aTicket(), links: [child] };
  expect(link(ticket, other(), { kind: 'child', gates: true }, noon)).toBeUndefined();
  expect(link(ticket, other(), { kind: 'child', gates: false }, noon)?.next.links).toHaveLength(1);
  const { next, facts } = unlink(ticket, 'child', 'other', noon)!;
  expect(next).not.toHaveProperty('links');
  expect(facts).toMatchObject([{ subject: 'evt.relation.unlinked.v1' }]);
  expect(unlink(ticket, 'related', 'other', noon)).toBeUndefined();
  const related = { ...other(), links: [{ kind: 'related', to: 'ticket-1', at: noon } as const] };
  expect(link(ticket, related, { kind: 'related' }, noon)).toBeUndefined();
});

const told = (version: number, what: Telling['what'], status: Status, gates?: boolean): Telling => ({
  what,
  from: 'child-1',
  version,
  data: { kind: 'child', to: 'ticket-1', number: 'DB-2', status, gates },
});
const heard = (...news: Telling[]): Ticket =>
  news.reduce<Ticket>(
    (ticket, telling) => {
      const revision = recordTelling(ticket, telling, noon);
      return revision ? decided(ticket, revision) : ticket;
    },
    aTicket({ status: 'in-progress' }),
  );

describe('a parent', () => {
  it.each<[string, Telling[], object | undefined]>([
    ['nothing', [], undefined],
    ['a child that gates', [told(2, 'linked', 'new', true)], { total: 1, open: 1, gating: 1 }],
    ['a child that does not', [told(2, 'linked', 'new')], { total: 1, open: 1, gating: 0 }],
    ['its end', [told(2, 'linked', 'new', true), told(5, 'moved', 'resolved', true)], { total: 1, open: 0, gating: 0 }],
    [
      'its end before its beginning',
      [told(5, 'moved', 'closed', true), told(2, 'linked', 'new', true)],
      { total: 1, open: 0, gating: 0 },
    ],
    [
      'its reopening',
      [told(5, 'moved', 'resolved', true), told(8, 'moved', 'in-progress', true)],
      { total: 1, open: 1, gating: 1 },
    ],
    ['that it is no child any more', [told(2, 'linked', 'new', true), told(3, 'unlinked', 'new', true)], undefined],
    ['that before the link', [told(3, 'unlinked', 'new', true), told(2, 'linked', 'new', true)], undefined],
  ])('that is told %s shows it', (_, news, view) => {
    expect(childrenView(heard(...news))).toEqual(view);
  });

  it('knows all its children: it takes 200, and forgets only those that are its children no more', () => {
    const child = (n: number, what: Telling['what'] = 'linked'): Telling => ({
      ...told(what === 'linked' ? 2 : 3, what, 'new'),
      from: `child-${n}`,
    });
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    const full = heard(...numbers.map((n) => child(n)));
    expect(childrenView(full)).toMatchObject({ total: 200 });
    const other = { ...full, _id: 'parent' };
    const become = () => link(aTicket(), other, { kind: 'child' }, noon);
    expect(become).toThrow(
      expect.objectContaining({ errors: [{ pointer: '/to', message: 'has 200 sub-tickets already' }] }),
    );
    expect(link(aTicket({ links: [{ kind: 'child', to: 'parent', at: noon }] }), other, { kind: 'child' }, noon)).toBe(
      undefined,
    );
    expect(childrenView(heard(...numbers.map((n) => child(n)), child(200)))).toMatchObject({ total: 201 });
    const replaced = heard(...numbers.map((n) => child(n)), child(0, 'unlinked'), child(200));
    expect(childrenView(replaced)).toMatchObject({ total: 200 });
    expect(replaced.children).toHaveLength(200);
  });

  it('writes each telling down once', () => {
    const once = heard(told(2, 'linked', 'new', true));
    expect(recordTelling(once, told(2, 'linked', 'new', true), noon)).toBeUndefined();
    expect(once.version).toBe(2);
  });

  it.each<[Status, string[]]>([
    ['new', ['awaiting-confirmation', 'resolved']],
    ['resolved', []],
  ])('with a child that gates and is %s waits before %j', (status, waits) => {
    const ticket = heard(told(2, 'linked', status, true));
    expect(waitsForChildren(ticket)).toBe(waits.length > 0);
    const gated = movesOf(ticket, noon, rules).filter(({ needs }) => needs.includes('children'));
    expect(gated.map(({ to }) => to)).toEqual(waits);
  });
});

it('a child that moves tells its parent, and who saw it before is outdated', () => {
  const ticket = aTicket({ status: 'in-progress', links: [child], version: 4 });
  const command = { ticketId: 'ticket-1', seenVersion: 4, to: 'resolved' as const, resolution: 'Done' };
  const silence = { remindAfterMs: [] };
  const { next, facts } = withAftermath(ticket, changeStatus(ticket, command, later(1), rules), later(1), silence);
  expect(facts.map(({ subject }) => subject)).toEqual(['evt.ticket.status-changed.v1', 'evt.relation.child-moved.v1']);
  expect(facts[1]!.data).toEqual({ kind: 'child', to: 'other', number: 'DB-10001', status: 'resolved', gates: true });
  expect(next.changedIn).toBe(6);
});
