import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addIdentity,
  addNote,
  applyMacro,
  changeTickets,
  countViews,
  createCustomer,
  createCannedReply,
  createMacro,
  createTicketType,
  createView,
  exportView,
  getCustomer,
  getFieldRules,
  getMessage,
  getOwnFieldLimits,
  getTicket,
  getTimeline,
  getTicketHistory,
  listCustomers,
  listTickets,
  listView,
  openTicket,
  problemOf,
  renderCannedReply,
  saveCustomerFields,
  saveFieldRules,
  searchCustomers,
  searchTickets,
  updateCustomer,
  updateTicket,
  type FieldRule,
  type Identity,
  type RequestContract,
  type TicketView,
} from '@deskbeat/contracts';
import { anIdentity, eventually } from '@deskbeat/testing';
import { anIssue, startIntake, type Intake } from './harness.js';

const root = anIdentity({ id: 'root', role: 'administrator' });
const ana = anIdentity({ id: 'ana', role: 'agent' });
const hanna = anIdentity({ id: 'hanna', role: 'agent', teams: ['hr'] });
const lea = anIdentity({ id: 'lea', role: 'lead' });
const mia = anIdentity({ id: 'mia', role: 'manager' });
const aud = anIdentity({ id: 'aud', role: 'auditor' });
const program = anIdentity({ kind: 'system', id: 'crm', role: 'system', scopes: ['intake.*'] });

const hr = { roles: [], teams: ['hr'] };
const leads = { roles: ['lead' as const], teams: [] };
const rules: FieldRule[] = [
  { of: 'ticket', field: 'fields.salary', seenBy: { roles: ['lead'], teams: ['hr'] }, changedBy: hr },
  { of: 'ticket', field: 'priority', changedBy: leads },
  { of: 'ticket', field: 'notes', seenBy: { roles: ['lead', 'manager'], teams: ['hr'] } },
  { of: 'customer', field: 'email', seenBy: { roles: ['lead', 'manager'], teams: ['hr'] }, changedBy: leads },
  { of: 'customer', field: 'fields.income', seenBy: hr },
];

let intake: Intake;
let ticket: TicketView;
let noted: number;
beforeAll(async () => {
  intake = await startIntake();
  const field = { key: 'salary', label: 'Salary', kind: 'text' as const };
  await as(root, createTicketType, { key: 'pay', name: 'Pay', fields: [field, { ...field, key: 'room' }] });
  await as(root, saveCustomerFields, { fields: [{ key: 'income', label: 'Income', kind: 'number' }] });
  const wanted = { type: 'pay', text: 'How much is it?', fields: { salary: 'seventythousand', room: 'attic' } };
  const customer = { name: 'Mira', email: 'mira@contoso.example.test', phone: '+49301234567' };
  const opened = await as(root, openTicket, anIssue({ ...wanted, customer }));
  const known = await as(root, getCustomer, { id: opened.ticket.customerId });
  await as(root, updateCustomer, { id: known.id, seenVersion: known.version, fields: { income: 70 }, notes: 'kind' });
  ticket = await as(root, addNote, { ticketId: opened.ticket.id, text: 'Between us: whispered' });
  noted = (await as(root, getTimeline, { ticketId: ticket.id })).items.at(-1)!.version;
  await as(root, updateTicket, {
    ticketId: ticket.id,
    seenVersion: ticket.version,
    fields: { salary: 'eightythousand' },
  });
  ticket = await as(root, getTicket, { id: ticket.id });
  await as(root, saveFieldRules, { rules });
  await eventually(async () => expect((await as(ana, getOwnFieldLimits, {})).ticket.hidden).toHaveLength(2));
}, 60_000);
afterAll(() => intake?.stop());

const as = <Q extends object, A extends object>(
  who: Identity,
  contract: RequestContract<Q, A>,
  payload: Q,
): Promise<A> => intake.askAs(who, contract, payload);
const pointersOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => {
      const { code, errors = [] } = problemOf(error);
      return [code, ...errors.map(({ pointer }) => pointer)].join(' ');
    },
  );

describe('who sees a field', () => {
  it.each<[string, Identity, string]>([
    ['an administrator', root, 'salary note email income'],
    ['an agent of the team', hanna, 'salary note email income'],
    ['an agent', ana, ''],
    ['a lead', lea, 'salary note email'],
    ['a manager', mia, 'note email'],
    ['an auditor', aud, ''],
    ['a program', program, ''],
  ])('%s reads, wherever it is shown: %s', async (_, who, expected) => {
    const read: [RequestContract<object>, object][] = [
      [getTicket, { id: ticket.id }],
      [listTickets, {}],
      [getTimeline, { ticketId: ticket.id }],
      [getCustomer, { id: ticket.customerId }],
      [listCustomers, {}],
      [getTicketHistory, { ticketId: ticket.id }],
      [searchTickets, { q: 'attic' }],
      [searchCustomers, { q: 'mira' }],
    ] as never;
    const answers = await Promise.all(read.map(([contract, payload]) => as(who, contract, payload)));
    const all = JSON.stringify(answers);
    const marks = { salary: 'thousand', note: 'whispered', email: '@contoso', income: '"income"' };
    const seen = Object.entries(marks).filter(([, mark]) => all.includes(mark));
    expect(seen.map(([name]) => name).join(' ')).toBe(expected);
    expect(all).toContain('attic');
    const { items } = await as(who, getTimeline, { ticketId: ticket.id });
    expect(items.map(({ version }) => version)).toEqual(items.map((__, index) => index + 1));
  });

  it('a message that is a note, and what a conflict shows, is kept from them too', async () => {
    const note = { ticketId: ticket.id, version: noted };
    expect((await as(lea, getMessage, note)).text).toContain('whispered');
    expect(await pointersOf(as(ana, getMessage, note))).toBe('not-found');
    const late = as(ana, updateTicket, { ticketId: ticket.id, seenVersion: 1, tags: ['a'] });
    const problem = await late.catch(problemOf);
    expect(JSON.stringify((problem as { context?: object }).context)).toMatch(/^(?!.*thousand).*attic/);
  });

  it('no variable of a text tells what is kept from them', async () => {
    const wording = { text: 'We write to {{ customer.email }}' };
    const { id } = await as(root, createCannedReply, { title: 'Address', wording });
    const render = { id, ticketId: ticket.id };
    expect(await as(lea, renderCannedReply, render)).toEqual({ text: 'We write to mira@contoso.example.test' });
    expect(await pointersOf(as(ana, renderCannedReply, render))).toBe('validation-failed /wording/text');
  });

  it('nobody filters, counts, searches or exports what is kept from them', async () => {
    const found = async (who: Identity, q: string): Promise<number> =>
      (await as(who, searchTickets, { q })).items.length;
    await eventually(async () => expect(await found(hanna, 'eightythousand')).toBe(1));
    for (const q of ['eightythousand', 'whispered', 'mira@contoso.example.test', 'attic eighty', '"whispered"']) {
      expect([q, await found(ana, q), await found(hanna, q)]).toEqual([q, 0, 1]);
    }
    expect([await found(ana, 'attic -whispered'), await found(hanna, 'attic -whispered')]).toEqual([1, 0]);
    const search = { q: 'field.salary:eightythousand' };
    expect(await pointersOf(as(ana, searchTickets, search))).toBe('validation-failed /q');
    expect(await pointersOf(as(hanna, searchTickets, search))).toBe('done');
    const list = { field: ['room:attic', 'salary:eightythousand'] };
    expect(await pointersOf(as(ana, listTickets, list))).toBe('validation-failed /field/1');
    const spec = {
      name: 'Rich',
      order: 'newest' as const,
      scope: 'shared' as const,
      filter: 'field.salary:eightythousand',
      columns: ['number' as const, 'field.salary' as const],
    };
    const { id } = await as(root, createView, spec);
    expect(await pointersOf(as(ana, listView, { id }))).toBe('validation-failed /q');
    const counted = async (who: Identity) => (await as(who, countViews, {})).items.find((one) => one.id === id)!.count;
    expect([await counted(hanna), await counted(ana), await counted(hanna)]).toEqual([1, 0, 1]);
    const all = await as(root, createView, { ...spec, name: 'All', filter: 'field.room:attic' });
    const table = await as(ana, exportView, { id: all.id });
    expect([table.columns, JSON.stringify(table.rows)]).toEqual([['number'], JSON.stringify([[ticket.number]])]);
    expect((await as(hanna, exportView, { id: all.id })).columns).toEqual(['number', 'field.salary']);
    expect((await as(ana, searchCustomers, { q: 'mira@' })).items).toEqual([]);
    expect((await as(hanna, searchCustomers, { q: 'mira@' })).items).toHaveLength(1);
    expect((await as(ana, listCustomers, { identity: 'mira@contoso.example.test' })).items).toEqual([]);
    expect((await as(ana, listCustomers, { identity: '+49301234567' })).items).toHaveLength(1);
  });
});

describe('who changes a field', () => {
  const changes: [string, object, string][] = [
    ['salary', { fields: { salary: 'x' } }, '/fields/salary'],
    ['priority', { priority: 'urgent' }, '/priority'],
    ['room', { fields: { room: 'cellar' } }, ''],
  ];
  it.each<[string, Identity, string]>([
    ['an agent', ana, 'room'],
    ['an agent of the team', hanna, 'salary room'],
    ['a lead', lea, 'priority room'],
    ['an administrator', root, 'salary priority room'],
    ['a program', program, 'room'],
  ])('%s changes: %s', async (_, who, expected) => {
    const { id } = (await as(root, openTicket, anIssue({ type: 'pay' }))).ticket;
    const can: string[] = [];
    for (const [name, change, pointer] of changes) {
      const { version } = await as(root, getTicket, { id });
      const outcome = await pointersOf(as(who, updateTicket, { ticketId: id, seenVersion: version, ...change }));
      if (outcome === 'done') can.push(name);
      else expect(outcome).toBe(`forbidden ${pointer}`);
    }
    expect(can.join(' ')).toBe(expected);
  });

  it('nor by a new ticket, many at once, a macro or a note', async () => {
    const opening = anIssue({ type: 'pay', priority: 'high', fields: { salary: 'x', room: 'y' } });
    expect(await pointersOf(as(ana, openTicket, opening))).toBe('forbidden /priority /fields/salary');
    expect(await pointersOf(as(ana, openTicket, anIssue({ type: 'pay', fields: { room: 'y' } })))).toBe('done');
    expect(await pointersOf(as(ana, addNote, { ticketId: ticket.id, text: 'x' }))).toBe('forbidden /text');
    const { version } = await as(root, getTicket, { id: ticket.id });
    const chosen = { tickets: [{ id: ticket.id, version }], update: { priority: 'low' as const } };
    const { items } = await as(ana, changeTickets, chosen);
    expect(items).toMatchObject([{ outcome: 'refused', code: 'forbidden' }]);
    const macro = await as(root, createMacro, { title: 'Hurry', actions: { priority: 'urgent' } });
    const apply = { id: macro.id, ticketId: ticket.id, seenVersion: version };
    expect(await pointersOf(as(ana, applyMacro, apply))).toBe('forbidden /priority');
    expect((await as(root, getTicket, { id: ticket.id })).priority).toBe(ticket.priority);
  });

  it('of customers neither, and what stays as it is may be sent along', async () => {
    const created = as(ana, createCustomer, {
      name: 'Nia',
      identities: [{ kind: 'email', value: 'nia@example.test' }],
    });
    expect(await pointersOf(created)).toBe('forbidden /identities/0/value');
    const { id } = await as(ana, createCustomer, {
      name: 'Nia',
      identities: [{ kind: 'phone', value: '+49309876543' }],
    });
    const email = { customerId: id, kind: 'email' as const, value: 'nia@example.test' };
    expect(await pointersOf(as(ana, addIdentity, email))).toBe('forbidden /value');
    expect(await pointersOf(as(hanna, addIdentity, email))).toBe('forbidden /value');
    const { version } = await as(lea, addIdentity, email);
    const change = { id, seenVersion: version, name: 'Nia', fields: { income: 5 } };
    expect(await pointersOf(as(lea, updateCustomer, change))).toBe('forbidden /fields/income');
    expect(await pointersOf(as(hanna, updateCustomer, change))).toBe('done');
  });
});

describe('the rules', () => {
  it('are an administrator’s to change, as they were seen, and tell everybody what they cannot do', async () => {
    const { version } = await as(mia, getFieldRules, {});
    expect(await pointersOf(as(mia, saveFieldRules, { rules: [], seenVersion: version! }))).toBe('forbidden');
    expect(await pointersOf(as(ana, getFieldRules, {}))).toBe('forbidden');
    expect(await pointersOf(as(root, saveFieldRules, { rules: [] }))).toBe('version-conflict');
    const odd: FieldRule[] = [{ of: 'ticket', field: 'priority', seenBy: hr }];
    const wrong = as(root, saveFieldRules, { rules: odd, seenVersion: version! });
    expect(await pointersOf(wrong)).toBe('validation-failed /rules/0/seenBy');
    expect(await as(lea, getOwnFieldLimits, {})).toEqual({
      ticket: { hidden: [], fixed: ['fields.salary'] },
      customer: { hidden: ['fields.income'], fixed: [] },
    });
  });

  it('hold soon when they change', async () => {
    const seen = async (): Promise<boolean> => 'salary' in ((await as(ana, getTicket, { id: ticket.id })).fields ?? {});
    expect(await seen()).toBe(false);
    const before = await as(root, getFieldRules, {});
    await as(root, saveFieldRules, { rules: [], seenVersion: before.version! });
    await eventually(async () => expect(await seen()).toBe(true));
  });
});
