import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addIdentity,
  addNote,
  createCustomer,
  getTicketHistory,
  importCustomers,
  mergeCustomers,
  registerAsset,
  searchCustomers,
  updateCustomer,
  addWatcher,
  changeStatus,
  createTicketType,
  getCustomer,
  getMessage,
  getTicket,
  getTimeline,
  listCustomers,
  listTickets,
  openTicket,
  receiveMessage,
  replaceTicketType,
  republishEvents,
  sendReply,
  snoozeTicket,
  tagForm,
  tickStep,
  updateTicket,
  type RequestContract,
} from '@deskbeat/contracts';
import { anIssue, startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
}, 60_000);
afterAll(() => intake?.stop());

/** Nothing of this is acceptable in any field. */
const unacceptable: [string, unknown][] = [
  ['an operator', { $ne: null }],
  ['a nested operator', { $where: 'true' }],
  ['a list', [['x']]],
  ['a truth', true],
  ['a number with a fraction', 1.5],
  ['nothing to see', ''],
  ['blanks', ' \t '],
  ['a zero byte', 'a\u0000b'],
  ['an escape sequence', '\u001b[2J'],
  ['a very long text', 'x'.repeat(70_000)],
];

const command = { ticketId: 'nobody', seenVersion: 1 };
const fields: [RequestContract, object, string[]][] = [
  [
    openTicket,
    anIssue(),
    ['subject', 'text', 'type', 'priority', 'channel', 'customer', 'tags', 'affected', 'intakeKey', 'reportedAt'],
  ],
  [updateTicket, command, ['ticketId', 'seenVersion', 'subject', 'type', 'priority', 'tags', 'affected']],
  [addNote, { ticketId: 'nobody', text: 'x' }, ['ticketId', 'text']],
  [sendReply, { ticketId: 'nobody', text: 'x' }, ['ticketId', 'text', 'moveTo']],
  [receiveMessage, { ticketId: 'nobody', text: 'x' }, ['ticketId', 'text', 'channel', 'messageKey']],
  [changeStatus, { ...command, to: 'resolved' }, ['ticketId', 'seenVersion', 'to', 'reason', 'resolution', 'message']],
  [getTicket, { id: 'nobody' }, ['id']],
  [listTickets, {}, ['status', 'priority', 'type', 'assigneeId', 'customerId', 'queueId', 'order', 'cursor', 'limit']],
  [getTimeline, { ticketId: 'nobody' }, ['ticketId', 'cursor', 'limit']],
  [getMessage, { ticketId: 'nobody', version: 1 }, ['ticketId', 'version']],
  [getCustomer, { id: 'nobody' }, ['id']],
  [listCustomers, {}, ['identity', 'organisationId', 'cursor', 'limit']],
  [
    createCustomer,
    {},
    ['kind', 'name', 'tier', 'region', 'language', 'timeZone', 'notes', 'organisationIds', 'identities', 'fields'],
  ],
  [updateCustomer, { id: 'nobody', seenVersion: 1 }, ['id', 'seenVersion', 'name', 'tier', 'clear', 'fields']],
  [addIdentity, { customerId: 'nobody', kind: 'email', value: 'a@b.example' }, ['customerId', 'kind', 'value']],
  [mergeCustomers, { id: 'nobody', into: 'nobody' }, ['id', 'into']],
  [searchCustomers, { q: 'a' }, ['q', 'cursor', 'limit']],
  [getTicketHistory, { ticketId: 'nobody' }, ['ticketId', 'limit']],
  [
    registerAsset,
    { product: 'a', serial: 'b', customerId: 'nobody' },
    ['product', 'serial', 'customerId', 'warrantyUntil', 'location', 'region', 'attributes'],
  ],
  [importCustomers, { importId: 'nobody', part: 0, text: '' }, ['importId', 'part']],
  [openTicket, anIssue(), ['product', 'region', 'plannedFor', 'fields']],
  [updateTicket, command, ['product', 'region', 'plannedFor', 'fields', 'clear']],
  [listTickets, {}, ['tag', 'product', 'region', 'watcherId', 'collaboratorId', 'field']],
  [
    createTicketType,
    { key: 'odd', name: 'Odd' },
    ['key', 'name', 'description', 'fields', 'steps', 'defaultPriority', 'defaultQueueId'],
  ],
  [replaceTicketType, { key: 'odd', name: 'Odd', seenVersion: 1 }, ['key', 'name', 'seenVersion', 'fields', 'steps']],
  [tickStep, { ticketId: 'nobody', step: 'call', done: true }, ['ticketId', 'step']],
  [addWatcher, { ticketId: 'nobody', personId: 'ben' }, ['ticketId', 'personId']],
  [snoozeTicket, { ticketId: 'nobody' }, ['ticketId', 'until', 'reason']],
  [republishEvents.intake, { since: new Date().toISOString() }, ['since']],
];
const refused = (pointer: string) => ({
  code: 'validation-failed',
  errors: expect.arrayContaining([expect.objectContaining({ pointer: expect.stringContaining(pointer) })]),
});

describe.each(fields)('$subject', (contract, sound, names) => {
  it.each(names)('%s: nothing unacceptable passes, each time the field is named', async (name) => {
    for (const [, value] of unacceptable) {
      await expect(intake.ask(contract, { ...sound, [name]: value })).rejects.toMatchObject(refused(`/${name}`));
    }
  });

  it('a field that it does not know is refused', async () => {
    await expect(intake.ask(contract, { ...sound, surprise: 1 })).rejects.toMatchObject(refused('/surprise'));
  });
});

describe('inside a customer and a key', () => {
  const inside = ['id', 'name', 'email', 'phone', 'externalId', 'tier', 'region'];
  it.each(inside)('customer.%s is looked at just so', async (name) => {
    for (const [, value] of unacceptable) {
      const issue = anIssue({ customer: { [name]: value } });
      await expect(intake.ask(openTicket, issue)).rejects.toMatchObject(refused(`/customer/${name}`));
    }
  });

  it.each(['source', 'key'])('intakeKey.%s as well', async (name) => {
    for (const [, value] of unacceptable) {
      const intakeKey = { source: 's', key: 'k', [name]: value };
      await expect(intake.ask(openTicket, anIssue({ intakeKey }))).rejects.toMatchObject(refused(`/intakeKey/${name}`));
    }
  });
});

const odd = [
  '{"$gt": ""}',
  "'; DROP TABLE tickets; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '${jndi:ldap://x}',
  '=cmd|"/C calc"!A0',
  '%00%0d%0a',
  'نص عربي עברית',
  '工单 😀 👩‍👩‍👧 Z͑ͫ̓a̴l̵g̶o',
  '__proto__',
  'constructor',
  '\u202Etxt.exe',
  'null',
  '$where',
  'a.b.$.c',
];

it.each(odd)('%j is only text: it comes back as it was sent, as a tag in the form of tags', async (text) => {
  const { id } = await intake.open({ subject: text, text, tags: [text], customer: { name: text } });
  expect(await intake.ask(getTicket, { id })).toMatchObject({
    subject: text,
    tags: [tagForm(text)],
    customerName: text,
  });
  expect((await intake.timeline(id))[0]).toMatchObject({ text, data: { subject: text } });
  const { items } = await intake.ask(listCustomers, { identity: text });
  expect(items).toEqual([]);
});

it('after all of it nothing is stored but what was accepted', async () => {
  expect(await intake.tickets.countDocuments()).toBe(odd.length);
  expect(await intake.customers.countDocuments()).toBe(odd.length);
});
