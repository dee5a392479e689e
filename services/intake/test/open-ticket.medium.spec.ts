import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addIdentity,
  getCustomer,
  getTicket,
  listAttachments,
  listCustomers,
  openTicket,
  personSaved,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { anIssue, startIntake, type Intake } from './harness.js';
import { uploadFile } from './uploading.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake({ NUMBER_BLOCK: '3' });
  await intake.another();
}, 60_000);
afterAll(() => intake?.stop());

const times = <T>(n: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, index) => make(index)));
const email = (): string => `${randomUUID()}@example.com`;

it('an issue becomes a new ticket with defaults, a number and an entry in its timeline', async () => {
  const { ticket, created } = await intake.ask(openTicket, anIssue({ text: 'Smoke!' }));
  expect(created).toBe(true);
  expect(ticket).toMatchObject({
    type: 'inquiry',
    priority: 'medium',
    status: 'new',
    version: 1,
    tags: [],
    clocks: [],
  });
  expect(ticket.moves.map(({ to }) => to)).toEqual(['pending-assignment', 'in-progress']);
  expect(await intake.ask(getTicket, { id: ticket.id })).toEqual(ticket);
  expect(await intake.ask(getTicket, { id: ticket.number.toLowerCase() })).toEqual(ticket);
  const [entry] = await intake.timeline(ticket.id);
  expect(entry).toMatchObject({ version: 1, subject: 'evt.ticket.opened.v1', text: 'Smoke!', actor: { id: 'ana' } });
});

it('the event says who, what and since when, and not what was written', async () => {
  const { id, number, customerId } = await intake.open({ text: 'a secret', priority: 'urgent' });
  const [event] = await eventually(() => {
    const events = intake.eventsOf(id);
    expect(events).toHaveLength(1);
    return events;
  });
  expect(event).toMatchObject({ id: `ticket:${id}:1`, version: 1, data: { number, customerId, priority: 'urgent' } });
  expect(JSON.stringify(event)).not.toContain('a secret');
});

it('the event names the person who the customer is, by any of their addresses, in upper or lower case', async () => {
  const [own, other] = [email(), email()];
  await intake.tell(personSaved, 'rita', 1, { personId: 'rita', name: 'Rita', role: 'agent', email: own });
  const requesterOf = async (customer: { id?: string; email?: string }) => {
    const { id } = await intake.open({ customer });
    const [event] = await eventually(() => {
      const events = intake.eventsOf(id);
      expect(events).not.toHaveLength(0);
      return events;
    });
    return (event!.data as { requesterId?: string }).requesterId;
  };
  expect(await requesterOf({ email: other })).toBeUndefined();
  await eventually(async () => expect(await requesterOf({ email: own.toUpperCase() })).toBe('rita'));
  const { customerId } = await intake.open({ customer: { email: other } });
  await intake.ask(addIdentity, { customerId, kind: 'email', value: `Rita.${own}` });
  await intake.tell(personSaved, 'rita', 2, {
    personId: 'rita',
    name: 'Rita',
    role: 'agent',
    email: `rita.${own}`,
  });
  await eventually(async () => expect(await requesterOf({ id: customerId })).toBe('rita'));
});

it('numbers are never given twice, whichever replica gives them', async () => {
  const tickets = await times(40, () => intake.open());
  expect(new Set(tickets.map(({ number }) => number)).size).toBe(40);
});

describe('one intake key', () => {
  it('is one ticket, however concurrently it comes', async () => {
    const issue = anIssue({ intakeKey: { source: 'shop', key: randomUUID() } });
    const answers = await times(10, () => intake.ask(openTicket, issue));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ ticket }) => ticket.id)).size).toBe(1);
  });

  it('is one customer as well, even of somebody who gave no identity', async () => {
    const issue = anIssue({ intakeKey: { source: 'shop', key: randomUUID() }, customer: { name: 'somebody' } });
    const before = await intake.customers.countDocuments();
    await times(3, () => intake.ask(openTicket, issue));
    expect(await intake.customers.countDocuments()).toBe(before + 1);
  });

  it('with something else is a mismatch, and nothing is stored', async () => {
    const issue = anIssue({ intakeKey: { source: 'shop', key: randomUUID() } });
    await intake.ask(openTicket, issue);
    const before = await intake.tickets.countDocuments();
    const other = intake.ask(openTicket, { ...issue, subject: 'Something else' });
    await expect(other).rejects.toMatchObject({ code: 'idempotency-mismatch' });
    expect(await intake.tickets.countDocuments()).toBe(before);
  });

  it('of another source is another ticket', async () => {
    const [first, second] = await Promise.all(
      ['shop', 'crm'].map((source) => intake.open({ intakeKey: { source, key: '4711' } })),
    );
    expect(first!.id).not.toBe(second!.id);
  });
});

describe('the customer', () => {
  const customerOf = async (customer: object, more = {}): Promise<string> =>
    (await intake.open({ customer, ...more })).customerId;

  it('is created once, however many issues come at once', async () => {
    const customer = { email: email() };
    expect(new Set(await times(12, () => customerOf(customer))).size).toBe(1);
    expect(await intake.customers.countDocuments({ 'identities.key': `email:${customer.email}` })).toBe(1);
  });

  it('is found by e-mail in any case, else by phone however written, else by external id', async () => {
    const phone = '+49 30 9018200';
    const known = await customerOf({ email: email(), phone, externalId: 'x1' }, { channel: 'api' });
    const { email: address } = await intake.ask(getCustomer, { id: known });
    expect(await customerOf({ email: address!.toUpperCase() })).toBe(known);
    expect(await customerOf({ phone: '+49 (0)30 901-8200' })).toBe(known);
    expect(await customerOf({ email: email(), phone })).toBe(known);
    expect(await customerOf({ externalId: 'x1' }, { channel: 'api' })).toBe(known);
    expect(await customerOf({ externalId: 'x1' }, { channel: 'chat' })).not.toBe(known);
  });

  it('with a stronger identity wins over one with a weaker', async () => {
    const [first, second] = [{ email: email() }, { phone: '+49 30 9018201' }];
    const [byEmail] = [await customerOf(first), await customerOf(second)];
    expect(await customerOf({ ...first, ...second })).toBe(byEmail);
  });

  it('who gave no identity is somebody new each time', async () => {
    expect(await customerOf({})).not.toBe(await customerOf({}));
  });

  it('by an id that is nobody’s is refused', async () => {
    await expect(intake.open({ customer: { id: 'nobody' } })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/customer/id' }],
    });
  });

  it('can be looked up by any identity, and listed page by page', async () => {
    const address = email();
    const id = await customerOf({ email: address, externalId: `ext-${address}` });
    for (const identity of [address.toUpperCase(), `WEB:ext-${address}`]) {
      expect((await intake.ask(listCustomers, { identity })).items.map((item) => item.id)).toEqual([id]);
    }
    const first = await intake.ask(listCustomers, { limit: 2 });
    const second = await intake.ask(listCustomers, { limit: 2, cursor: first.next });
    expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(4);
  });
});

const aFile = async (): Promise<string> => (await uploadFile(intake, Buffer.from('hello'), { name: 'log.txt' })).id;

it('files come with one ticket when its key comes many times at once', async () => {
  for (let round = 0; round < 5; round++) {
    const attachments = [await aFile(), await aFile()];
    const issue = { ...anIssue(), text: 'see', attachments, intakeKey: { source: 'web', key: attachments[0]! } };
    const answers = await Promise.all([1, 2, 3, 4].map(() => intake.ask(openTicket, issue)));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    const [id, ...others] = new Set(answers.map(({ ticket }) => ticket.id));
    expect(others).toEqual([]);
    await eventually(async () => {
      const { items } = await intake.ask(listAttachments, { ticketId: id! });
      expect(items.map((file) => file.id).sort()).toEqual([...attachments].sort());
    });
    const again = { ...issue, intakeKey: { source: 'web', key: `${attachments[0]}-again` } };
    await expect(intake.ask(openTicket, again)).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '/attachments/0' }],
    });
  }
});
