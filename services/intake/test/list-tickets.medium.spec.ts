import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  assignmentDecided,
  clockStarted,
  getTicket,
  listTickets,
  priorities,
  ticketOrders,
  updateTicket,
  type ListTickets,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, toAna, type Intake } from './harness.js';

let intake: Intake;
/** Nine tickets of one customer; the even ones are Ana's, every third one has a clock, the later the sooner due. */
let tickets: TicketView[];

beforeAll(async () => {
  intake = await startIntake();
  const customer = { email: 'chris@example.com' };
  await intake.open();
  tickets = [];
  for (let n = 0; n < 9; n++)
    tickets.push(await intake.open({ customer, priority: priorities[n % 5], subject: `${n}` }));
  await Promise.all(tickets.map(prepare));
}, 60_000);
afterAll(() => intake?.stop());

async function prepare({ id }: TicketView, n: number): Promise<void> {
  const dueAt = new Date(Date.UTC(2040, 0, 20 - n)).toISOString();
  const clocks = [{ target: 'resolution' as const, cycle: 1, state: 'running' as const, dueAt }];
  const [isAnas, isDue] = [n % 2 === 0, n % 3 === 0];
  if (isAnas) await intake.tell(assignmentDecided, id, 1, toAna(id));
  if (isDue) await intake.tell(clockStarted, id, 1, { ticketId: id, policyId: 'p', clocks, dueAt });
  const version = 1 + (isAnas ? 2 : 0) + (isDue ? 1 : 0);
  await eventually(async () => expect(await intake.ask(getTicket, { id })).toMatchObject({ version }));
}

/** Subjects of the whole list, read page by page. */
async function listed(query: Partial<ListTickets>, limit = 2): Promise<string> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await intake.ask(listTickets, { customerId: tickets[0]!.customerId, ...query, limit, cursor });
    found.push(...page.items.map(({ subject }) => subject));
    cursor = page.next;
  } while (cursor !== undefined);
  return found.join('');
}

it.each<[string, Partial<ListTickets>, string]>([
  ['by default the nearest due first, those without a due instant last', {}, '630124578'],
  ['the newest first', { order: 'newest' }, '876543210'],
  ['of a priority', { priority: 'urgent' }, '05'],
  ['of an assignee', { assigneeId: 'ana' }, '60248'],
  ['of nobody', { assigneeId: 'none', order: 'newest' }, '7531'],
  ['of a status', { status: 'new', order: 'newest' }, '7531'],
  ['that are open', { status: 'open', order: 'newest' }, '876543210'],
  ['that are closed', { status: 'closed' }, ''],
  ['of a queue', { queueId: 'default', order: 'newest' }, '86420'],
  ['of a type that none has', { type: 'refund' }, ''],
  ['of an assignee and a priority', { assigneeId: 'ana', priority: 'medium' }, '2'],
])('lists tickets %s', async (_, query, expected) => {
  expect(await listed(query)).toBe(expected);
  expect(await listed(query, 200)).toBe(expected);
});

it('the one that changed last comes first, and pages do not depend on their size', async () => {
  await intake.note(tickets[4]!.id);
  const all = await listed({ order: 'updated' }, 200);
  expect(all).toHaveLength(9);
  expect(all[0]).toBe('4');
  expect(await listed({ order: 'updated' }, 1)).toBe(all);
});

it('a list that was read before shows what tickets are now', async () => {
  const { id, subject } = tickets[1]!;
  const priorityOf = async () =>
    (await intake.ask(listTickets, { order: 'newest' })).items.find((ticket) => ticket.id === id)!.priority;
  const before = await priorityOf();
  const { version } = await intake.ask(getTicket, { id });
  for (const priority of ['low', 'urgent', before] as const) {
    const seenVersion = (await intake.ask(getTicket, { id })).version;
    await intake.ask(updateTicket, { ticketId: id, seenVersion, priority });
    expect(await priorityOf()).toBe(priority);
  }
  expect(await intake.ask(getTicket, { id })).toMatchObject({ subject, version: version + 3 });
});

it('without a filter everybody’s tickets are listed', async () => {
  expect((await intake.ask(listTickets, {})).items).toHaveLength(10);
});

it('long texts make pages shorter, so that each fits into a message of the bus', async () => {
  const { customerId } = tickets[0]!;
  await intake.tickets.updateMany({ customerId }, { $set: { resolution: '好'.repeat(60_000), stamp: 'written' } });
  for (const order of ticketOrders) expect([...(await listed({ order }, 200))].sort().join('')).toBe('012345678');
});

it.each([
  'nonsense',
  'WzFd',
  Buffer.from('["a",{"$gt":1},"b"]').toString('base64url'),
  Buffer.from('[9,1e300,"x"]').toString('base64url'),
])('the cursor %s is refused', async (cursor) => {
  const refused = { code: 'validation-failed', errors: [{ pointer: '/cursor' }] };
  await expect(intake.ask(listTickets, { cursor })).rejects.toMatchObject(refused);
});
