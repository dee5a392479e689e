import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  changeStatus,
  countOldData,
  findOldTickets,
  forgetTickets,
  getTicket,
  mergeCustomers,
  mergeTicket,
  nameCustomersOf,
  searchTickets,
  sendReply,
  updateTicket,
  type ForgottenData,
  type TicketView,
} from '@deskbeat/contracts';
import { Authority, Bus } from '@deskbeat/messaging';
import { eventually, ManualTime } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';
import { uploadFile } from './uploading.js';

const begin = Date.parse('2030-01-07T08:00:00Z');
const day = 86_400_000;
const instant = (days: number): string => new Date(begin + days * day).toISOString();

const time = new ManualTime(begin);
let intake: Intake;
/** As the service that leads the forgetting. */
let access: Bus;
beforeAll(async () => {
  intake = await startIntake({}, time);
  access = new Bus(intake.bus.url, 'access', new Authority('enforced', await intake.keys.of('access')));
  await access.connect();
}, 60_000);
afterAll(async () => {
  await access.onApplicationShutdown();
  await intake.stop();
});

const itself = { actor: { kind: 'system', id: 'access' } as const, deadlineMs: 15_000 };
let n = 0;

/** A ticket with a reply and a file. */
async function aTicket(): Promise<TicketView> {
  const file = await uploadFile(intake, Buffer.from('The heirloom'), { name: 'heirloom.txt' });
  const { id } = await intake.inProgress({
    subject: 'The heirloom of Zerlina',
    text: 'Quartz street',
    customer: { name: 'Zerlina', email: `zerlina${++n}@home.example.test` },
    attachments: [file.id],
  });
  await intake.ask(sendReply, { ticketId: id, text: 'Dear Zerlina' });
  return intake.ask(getTicket, { id });
}

async function closed({ id }: TicketView): Promise<TicketView> {
  for (const to of ['resolved', 'closed'] as const) {
    const { version } = await intake.ask(getTicket, { id });
    const said = to === 'resolved' ? { resolution: 'Heirloom mended' } : { reason: 'Done' };
    await intake.ask(changeStatus, { ticketId: id, seenVersion: version, to, ...said });
  }
  return intake.ask(getTicket, { id });
}

const find = (days: number, more: object = {}) =>
  access.ask(findOldTickets, { before: instant(days), limit: 200, ...more }, itself);
const found = async (days: number): Promise<string[]> => (await find(days)).items.map(({ id }) => id);

async function forget(days: number, ...ticketIds: string[]): Promise<ForgottenData> {
  for (;;) {
    const told = await access.ask(forgetTickets, { ticketIds, before: instant(days) }, itself);
    if (!told.wait) return told;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Where in the database something tells of what was said. */
async function traces(ticketId: string): Promise<string[]> {
  const telling = /quartz|heirloom|dear/i;
  const own = {
    tickets: '_id',
    tickets_journal: 'aggregateId',
    search_entries: '_id',
    'files.files': 'metadata.ticketId',
  };
  const names: string[] = [];
  for (const [name, key] of Object.entries(own)) {
    for (const document of await intake
      .collection(name)
      .find({ [key]: ticketId })
      .toArray()) {
      if (telling.test(JSON.stringify(document))) names.push(name);
    }
  }
  return names;
}

it('tickets are found by when they were closed, page by page, with their customers', async () => {
  const [one, other, open] = [await aTicket(), await aTicket(), await aTicket()];
  await closed(one);
  time.moveTo(begin + 1 * day);
  await closed(other);
  expect(await found(1)).toEqual([one.id]);
  expect(await found(3)).toEqual([one.id, other.id]);
  const first = await find(3, { limit: 1 });
  const second = await find(3, { limit: 1, cursor: first.next });
  expect([first.items[0]!.id, second.items[0]!.id, second.next]).toEqual([one.id, other.id, undefined]);
  await intake.ask(mergeCustomers, { id: other.customerId, into: one.customerId });
  const { items } = await access.ask(nameCustomersOf, { ticketIds: [other.id, 'nobody'] }, itself);
  expect(items).toEqual([{ id: other.id, customerIds: [one.customerId, other.customerId] }]);
  const oldest = instant(0);
  expect(await access.ask(countOldData.intake, { before: instant(3) }, itself)).toMatchObject({
    count: 2,
    isMore: false,
  });
  const counted = await access.ask(countOldData.intake, { before: instant(1) }, itself);
  expect(counted).toEqual({ count: 1, isMore: false, oldest });
  expect(await found(1_000)).not.toContain(open.id);
});

it('a forgotten ticket says nothing any more of who it was, and what is counted is as before', async () => {
  const before = await closed(await aTicket());
  expect(await traces(before.id)).not.toEqual([]);
  const told = await forget(30, before.id);
  expect(told.ticketIds).toEqual([before.id]);
  expect(told.counts).toContainEqual({ what: 'tickets', count: 1 });
  expect(told.counts).toContainEqual({ what: 'files', count: 1 });
  await forget(30);
  await eventually(async () => expect(await traces(before.id)).toEqual([]));
  const after = await intake.ask(getTicket, { id: before.id });
  const { number, status, type, priority, channel, tags, createdAt, clocks, assigneeId, customerId } = before;
  expect(after).toMatchObject({
    number,
    status,
    type,
    priority,
    channel,
    tags,
    createdAt,
    clocks,
    assigneeId,
    customerId,
  });
  expect(after).toMatchObject({ subject: '…', customerName: '…', resolution: '…' });
  expect((await intake.ask(searchTickets, { q: 'quartz' })).items.map(({ ticket }) => ticket.id)).not.toContain(
    before.id,
  );
  expect(await found(1_000)).not.toContain(before.id);
});

it('forgotten twice, or by whoever goes on after somebody was killed, it comes to the same', async () => {
  const { id } = await closed(await aTicket());
  // Killed after the state lost its words: histories and files still have them.
  await access.ask(forgetTickets, { ticketIds: [id], before: instant(30) }, itself);
  await forget(30, id);
  await forget(30);
  await eventually(async () => expect(await traces(id)).toEqual([]));
  const { version } = await intake.ask(getTicket, { id });
  expect((await forget(30, id)).counts).toEqual([
    { what: 'tickets', count: 1 },
    { what: 'entries', count: 0 },
    { what: 'files', count: 0 },
    { what: 'drafts', count: 0 },
  ]);
  expect((await intake.ask(getTicket, { id })).version).toBe(version);
});

it('what is open, was closed lately, is planned or goes on in an open one is left as it is', async () => {
  const open = await aTicket();
  const merged = await aTicket();
  await intake.ask(mergeTicket, { ticketId: merged.id, into: open.id });
  await eventually(async () =>
    expect(await intake.ask(getTicket, { id: merged.id })).toMatchObject({ status: 'closed' }),
  );
  const planned = await aTicket();
  const plannedFor = instant(400);
  await intake.ask(updateTicket, { ticketId: planned.id, seenVersion: planned.version, plannedFor });
  await closed(planned);
  const { id: old } = await closed(await aTicket());
  time.moveTo(begin + 100 * day);
  const { id: lately } = await closed(await aTicket());
  const told = await forget(90, open.id, merged.id, planned.id, lately, old);
  await forget(90);
  expect(told.ticketIds).toEqual([old]);
  for (const id of [open.id, merged.id, planned.id, lately]) expect(await traces(id)).toContain('tickets');
  expect(await traces(old)).toEqual([]);
});
