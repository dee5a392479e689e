import { expect, it } from '@jest/globals';
import type { Actor, Status } from '@deskbeat/contracts';
import { aTicket, noon, rules } from '../../../test/builders.js';
import { changeStatus } from './change-status.js';
import { customersMovesOf, movesOf } from './moves.js';
import type { TypeRules } from './rules.js';
import type { Need } from './status-moves.js';
import type { TicketFields } from './ticket-state.js';

const step = (key: string, status: Status, required = true) => ({
  key,
  label: key,
  status,
  required,
  owner: 'anyone' as const,
});
const field = (key: string, requiredFrom?: Status) => ({ key, label: key, kind: 'text' as const, requiredFrom });
const repair: TypeRules = {
  active: true,
  steps: [step('assessment', 'new'), step('diagnosis', 'in-progress'), step('photo', 'in-progress', false)],
  fields: [field('colour'), field('serial', 'in-progress'), field('cause', 'resolved')],
};
const strict = { ...rules, types: new Map([['repair', repair]]) };
const ticked = (...steps: string[]) =>
  steps.map((one) => ({ step: one, by: { kind: 'person' as const, id: 'ana' }, at: noon }));

const needsOf = (status: Status, own: Partial<TicketFields> = {}) =>
  Object.fromEntries(
    movesOf(aTicket({ status, type: 'repair', ...own } as never), noon, strict).map(({ to, needs }) => [to, needs]),
  );

it.each<[string, Status, Partial<TicketFields>, object]>([
  [
    'a new ticket owes its steps and what is asked for where it goes',
    'new',
    {},
    { 'pending-assignment': ['sop:assessment'], 'in-progress': ['assignee', 'sop:assessment', 'field:serial'] },
  ],
  [
    'what an earlier status left open is still owed',
    'in-progress',
    {},
    {
      'pending-assignment': ['queue', 'reason'],
      'awaiting-confirmation': ['message', 'sop:assessment', 'sop:diagnosis', 'field:serial'],
      resolved: ['resolution', 'sop:assessment', 'sop:diagnosis', 'field:serial', 'field:cause'],
    },
  ],
  [
    'what is done is not owed, and a step that may be left out never is',
    'in-progress',
    { ticked: ticked('assessment', 'diagnosis'), fields: { serial: 'A1' } },
    {
      'pending-assignment': ['queue', 'reason'],
      'awaiting-confirmation': ['message'],
      resolved: ['resolution', 'field:cause'],
    },
  ],
  [
    'an empty checkbox is a value',
    'awaiting-confirmation',
    { ticked: ticked('assessment', 'diagnosis'), fields: { serial: 'A1', cause: false } },
    { 'in-progress': ['reason or message'], resolved: ['reason or message'] },
  ],
  [
    'a type that nobody knows asks for nothing',
    'awaiting-confirmation',
    { type: 'gone' as never },
    { 'in-progress': ['reason or message'], resolved: ['reason or message'] },
  ],
])('%s', (_, status, own, expected) => {
  expect(needsOf(status, own)).toEqual(expected);
});

it.each<[Status, Status, Actor['kind'], Need[]]>([
  ['awaiting-confirmation', 'resolved', 'person', ['reason or message']],
  ['awaiting-confirmation', 'resolved', 'system', []],
  ['awaiting-confirmation', 'in-progress', 'person', ['reason or message']],
  ['awaiting-confirmation', 'in-progress', 'system', ['reason or message']],
  ['resolved', 'closed', 'person', ['reason or message']],
  ['resolved', 'closed', 'system', []],
])('%s → %s by a %s, whose move it may not be, needs %j', (from, to, by, needs) => {
  const ticket = aTicket({ status: from });
  expect(movesOf(ticket, noon, rules, by).find((move) => move.to === to)?.needs).toEqual(needs);
  const move = { ticketId: 't', seenVersion: 1, to };
  const bare = () => changeStatus(ticket, move, noon, rules, by);
  if (needs.length === 0) return expect(bare()).toMatchObject({ next: { status: to } });
  expect(bare).toThrow(expect.objectContaining({ code: 'move-needs-more', context: { from, to, needs } }));
  const said = changeStatus(ticket, { ...move, reason: 'she called' }, noon, rules, by);
  expect(said.facts).toMatchObject([{ data: { from, to, reason: 'she called' } }]);
  expect(changeStatus(ticket, { ...move, message: 'As you said' }, noon, rules, by).next.status).toBe(to);
});

it('of a customer who does not know of a ticket nothing is waited for', () => {
  const inside = aTicket({ status: 'in-progress', inside: true });
  expect(movesOf(inside, noon, rules).map(({ to }) => to)).toEqual(['pending-assignment', 'resolved']);
});

it('a move that owes something is refused and names all of it', () => {
  const ticket = aTicket({ status: 'in-progress', type: 'repair' as never, fields: { cause: 'dust' } });
  const move = { ticketId: 't', seenVersion: 1, to: 'resolved' as const, resolution: 'cleaned' };
  expect(() => changeStatus(ticket, move, noon, strict)).toThrow(
    expect.objectContaining({
      code: 'move-needs-more',
      context: { from: 'in-progress', to: 'resolved', needs: ['sop:assessment', 'sop:diagnosis', 'field:serial'] },
    }),
  );
});

it.each<[Status, object]>([
  ['new', {}],
  ['pending-assignment', {}],
  ['in-progress', {}],
  ['awaiting-confirmation', { 'in-progress': [], resolved: [] }],
  ['resolved', { 'in-progress': ['reason or message'], closed: [] }],
  ['closed', {}],
])('of a ticket that is %s the customer may make the moves %j', (status, expected) => {
  const moves = customersMovesOf(aTicket({ status }), noon, rules);
  expect(Object.fromEntries(moves.map(({ to, needs }) => [to, needs]))).toEqual(expected);
});

it('a customer who moves a ticket as nobody but the desk may learns what they may, and nothing that is inside', () => {
  const move = { ticketId: 't', seenVersion: 1, to: 'pending-assignment' as const };
  expect(() => changeStatus(aTicket(), move, noon, rules, 'customer')).toThrow(
    expect.objectContaining({ code: 'move-not-allowed', context: expect.objectContaining({ allowed: [] }) }),
  );
  const owing = aTicket({ status: 'awaiting-confirmation', type: 'repair', tags: ['secret'], watchers: ['eva'] });
  const refusal = (seenVersion: number): { code: string; context: object } => {
    try {
      changeStatus(owing, { ticketId: 't', seenVersion, to: 'resolved' }, noon, strict, 'customer');
    } catch (error) {
      return error as never;
    }
    throw new Error('it was not refused');
  };
  expect(refusal(1)).toMatchObject({ code: 'move-not-allowed', context: { allowed: ['in-progress'] } });
  expect(refusal(7)).toMatchObject({ code: 'version-conflict', context: { current: { number: 'DB-10001' } } });
  expect(JSON.stringify(refusal(7).context)).not.toMatch(/secret|eva|assigneeId|sop:/);
});
