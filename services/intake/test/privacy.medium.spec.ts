import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  allEvents,
  forgetPersonalData,
  getTicket,
  identifyCustomer,
  listCustomers,
  listTickets,
  mergeCustomers,
  openTicket,
  readPersonalData,
  searchTickets,
  sendReply,
  validated,
  type ForgottenData,
  type PersonalRecord,
  type Subject,
} from '@deskbeat/contracts';
import { Authority, Bus } from '@deskbeat/messaging';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';
import { uploadFile } from './uploading.js';

let intake: Intake;
/** As the service that leads the forgetting. */
let access: Bus;
beforeAll(async () => {
  intake = await startIntake();
  access = new Bus(intake.bus.url, 'access', new Authority('enforced', await intake.keys.of('access')));
  await access.connect();
}, 60_000);
afterAll(async () => {
  await access.onApplicationShutdown();
  await intake.stop();
});

const itself = { actor: { kind: 'system', id: 'access' } as const, deadlineMs: 15_000 };
const pseudonym = 'Erased 1';
const telling = /zerlina|quartz|heirloom/i;
let n = 0;

/** Somebody with a ticket, a reply, a file. */
async function somebody() {
  const email = `zerlina${++n}@home.example.test`;
  const file = await uploadFile(intake, Buffer.from('The heirloom'), { name: 'heirloom.txt' });
  const ticket = await intake.inProgress({
    subject: 'The heirloom of Zerlina',
    text: 'Quartz street',
    customer: { name: 'Zerlina', email },
    attachments: [file.id],
  });
  await intake.ask(sendReply, { ticketId: ticket.id, text: 'Dear Zerlina' });
  const subject = await access.ask(identifyCustomer, { kind: 'customer', id: ticket.customerId }, itself);
  return { email, ticket, subject };
}

async function forget(subject: Subject & { names?: string[] }, most = Infinity): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let cursor: string | undefined;
  for (let parts = 0; parts < most; parts++) {
    const asked = { ...subject, pseudonym, erasureId: 'e1', ticketIds: [], ...(cursor && { cursor }) };
    const told: ForgottenData = await access.ask(forgetPersonalData.intake, asked, itself);
    for (const { what, count } of told.counts) counts[what] = (counts[what] ?? 0) + count;
    if (told.next === undefined) return counts;
    if (told.wait) await new Promise((resolve) => setImmediate(resolve));
    cursor = told.next;
  }
  return counts;
}

/** Everything in the database that tells of somebody. */
async function traces(): Promise<string[]> {
  const found: string[] = [];
  for (const name of [
    'tickets',
    'tickets_journal',
    'customers',
    'customers_journal',
    'search_entries',
    'search_postings',
    'customer_terms',
    'files.files',
    'drafts',
  ]) {
    for (const document of await intake.collection(name).find().toArray()) {
      if (telling.test(JSON.stringify(document))) found.push(name);
    }
  }
  return found;
}

it('what is kept about a customer is read page by page, with what was said and the files', async () => {
  const { subject, ticket } = await somebody();
  const records: PersonalRecord[] = [];
  const files: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await intake.ask(readPersonalData.intake, { ...subject, ...(cursor && { cursor }) });
    records.push(...page.records);
    files.push(...(page.files ?? []).map(({ name }) => name));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(records.map(({ name }) => name)).toEqual([
    `customers/${ticket.customerId}`,
    `customers/${ticket.customerId}-history`,
    `tickets/${ticket.number}`,
    `tickets/${ticket.number}-timeline-1`,
  ]);
  expect(JSON.stringify(records)).toMatch(/Quartz street.*Dear Zerlina/);
  expect(files).toEqual(['heirloom.txt']);
  await forget(subject);
});

it('nothing tells of a customer who was forgotten, and what is counted is as before', async () => {
  const { email, ticket, subject } = await somebody();
  const before = await intake.ask(getTicket, { id: ticket.id });
  expect(await forget(subject)).toMatchObject({ customers: 1, tickets: 1, files: 1 });
  await eventually(async () => expect(await traces()).toEqual([]));
  const after = await intake.ask(getTicket, { id: ticket.id });
  const { status, type, priority, channel, tags, createdAt, assigneeId, customerId } = before;
  expect(after).toMatchObject({ status, type, priority, channel, tags, createdAt, assigneeId, customerId });
  expect(after).toMatchObject({ subject: '…', customerName: pseudonym });
  expect((await intake.ask(searchTickets, { q: 'heirloom' })).items).toEqual([]);
  expect((await intake.ask(listCustomers, { identity: email })).items).toEqual([]);
  const again = await intake.open({ customer: { email } });
  expect(again.customerId).not.toBe(customerId);
  await forget(await access.ask(identifyCustomer, { kind: 'customer', id: again.customerId }, itself));
});

it('broken off anywhere and begun again it comes to the same, and a second time changes nothing', async () => {
  const { ticket, subject } = await somebody();
  for (const parts of [1, 2, 3, 4, 5]) await forget(subject, parts);
  await forget(subject);
  await eventually(async () => expect(await traces()).toEqual([]));
  const { version } = await intake.ask(getTicket, { id: ticket.id });
  expect(await forget(subject)).toMatchObject({ entries: 0, files: 0, 'customer-entries': 0 });
  expect((await intake.ask(getTicket, { id: ticket.id })).version).toBe(version);
});

it('duplicates that were merged are forgotten as well', async () => {
  const one = await somebody();
  const other = await somebody();
  await intake.ask(mergeCustomers, { id: other.ticket.customerId, into: one.ticket.customerId });
  const subject = await access.ask(identifyCustomer, { kind: 'customer', id: one.ticket.customerId }, itself);
  expect(subject).toMatchObject({ ids: [one.ticket.customerId, other.ticket.customerId] });
  expect([...subject.addresses].sort()).toEqual([one.email, other.email].sort());
  await forget(subject);
  await eventually(async () => expect(await traces()).toEqual([]));
});

it('what is left in the histories is what its contracts say, so that a stream can be rebuilt', async () => {
  const { subject } = await somebody();
  await intake.ask(openTicket, { subject: 'Another one', channel: 'web', customer: { id: subject.ids[0]! } });
  await forget(subject);
  const contracts = new Map(allEvents().map((contract) => [contract.subject, contract.payload]));
  for (const name of ['tickets_journal', 'customers_journal']) {
    for (const entry of await intake.collection(name).find().toArray()) {
      const { subject: about, data } = entry as unknown as { subject: string; data: object };
      expect(() => validated(contracts.get(about)!, structuredClone(data))).not.toThrow();
    }
  }
});

it('a list that was read before does not show the name of somebody who left', async () => {
  const { ticket } = await somebody();
  const assignees = async () =>
    (await intake.ask(listTickets, { customerId: ticket.customerId })).items.map(({ assigneeName }) => assigneeName);
  expect(await assignees()).toEqual(['Ana']);
  const ana = { kind: 'person' as const, ids: ['ana'], names: ['Ana'], addresses: [] };
  await forget(ana);
  expect(await assignees()).toEqual([pseudonym]);
});
