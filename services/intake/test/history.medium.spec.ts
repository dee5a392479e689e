import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  createCustomer,
  getCustomerHistory,
  getTicketHistory,
  listTickets,
  mergeCustomers,
  openTicket,
} from '@deskbeat/contracts';
import { anIssue, startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
}, 60_000);
afterAll(() => intake?.stop());

const aCustomer = async (): Promise<{ id: string }> => {
  const { id } = await intake.ask(createCustomer, { name: 'Ana' });
  return { id };
};
const day = 24 * 60 * 60 * 1000;
/** Rewrites what time would have done. */
const set = (_id: string, fields: object) => intake.tickets.updateOne({ _id }, { $set: fields } as never);
const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);

it('one answer has all tickets, the open ones, repeats and satisfaction', async () => {
  const customer = await aCustomer();
  const tickets = [];
  for (const type of ['fault', 'refund', 'fault', 'fault'] as const) {
    tickets.push((await intake.ask(openTicket, anIssue({ customer, type }))).ticket);
  }
  const [old, refund, second, third] = ids(tickets);
  await set(old!, { createdAt: new Date(Date.now() - 91 * day), phase: 2, status: 'closed' });
  await set(refund!, { satisfaction: { rating: 5, at: new Date(), cycle: 1 }, phase: 1, status: 'resolved' });
  await set(second!, { satisfaction: { rating: 2, at: new Date(Date.now() - day), cycle: 1 } });

  const history = await intake.ask(getCustomerHistory, { customerId: customer.id, limit: 3 });
  expect(history).toMatchObject({
    customer: { id: customer.id, name: 'Ana' },
    total: 4,
    moreOpen: false,
    repeats: [{ of: 'type', value: 'fault', count: 2, ticketIds: [third, second] }],
    satisfaction: { count: 2, average: 3.5, latest: 5, trend: 'better' },
  });
  expect(ids(history.open).sort()).toEqual([second, third]);
  expect(ids(history.items)).toEqual([third, second, refund]);
  const rest = await intake.ask(listTickets, { customerId: customer.id, order: 'newest', cursor: history.next });
  expect(ids(rest.items)).toEqual([old]);

  const { number } = tickets[3]!;
  expect(await intake.ask(getTicketHistory, { ticketId: number, limit: 3 })).toEqual({
    ...history,
    occurrence: { type: 2 },
  });
});

it('of somebody without tickets is empty', async () => {
  const { id: customerId } = await aCustomer();
  expect(await intake.ask(getCustomerHistory, { customerId })).toMatchObject({
    total: 0,
    open: [],
    items: [],
    repeats: [],
    satisfaction: { count: 0, trend: 'unknown' },
  });
});

it('of a duplicate is that of the customer that it counts as', async () => {
  const [ana, twin] = [await aCustomer(), await aCustomer()];
  const [one, two] = [await intake.open({ customer: ana }), await intake.open({ customer: twin })];
  await intake.ask(mergeCustomers, { id: twin.id, into: ana.id });
  const history = await intake.ask(getTicketHistory, { ticketId: two.id });
  expect(history).toMatchObject({ customer: { id: ana.id }, total: 2, occurrence: { type: 2 } });
  expect(ids(history.items)).toEqual([two.id, one.id]);
  expect(ids(history.open).sort()).toEqual([one.id, two.id]);
});

it('of nobody is not found', async () => {
  for (const [contract, named] of [
    [getCustomerHistory, { customerId: 'nobody' }],
    [getTicketHistory, { ticketId: 'DB-99999999' }],
  ] as const)
    await expect(intake.ask(contract as never, named as never)).rejects.toMatchObject({ code: 'not-found' });
});
