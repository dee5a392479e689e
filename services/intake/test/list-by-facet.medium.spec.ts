import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addCollaborator,
  addWatcher,
  createTicketType,
  listTickets,
  personSaved,
  snoozeTicket,
  ticketOrders,
  updateTicket,
  type ListTickets,
  type TicketView,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
/** Twelve tickets, named by a letter. */
let tickets: TicketView[];

beforeAll(async () => {
  intake = await startIntake();
  const options = ['red', 'blue', 'grey'].map((key) => ({ key, label: key }));
  await intake.ask(createTicketType, {
    key: 'paint',
    name: 'Paint',
    fields: [
      { key: 'code', label: 'Code', kind: 'text' },
      { key: 'colours', label: 'Colours', kind: 'multi-choice', options },
      { key: 'litres', label: 'Litres', kind: 'number' },
      { key: 'dry', label: 'Dry', kind: 'date' },
    ],
  });
  tickets = [];
  for (let n = 0; n < 12; n++) {
    const customer = { email: `painter${n}@example.test`, region: n < 6 ? 'North' : 'South' };
    const dry = `2030-01-${10 + n}`;
    const fields = { code: `No ${n % 3}`, colours: n % 2 ? ['red', 'blue'] : ['grey'], litres: n / 2, dry };
    const tags = [...(n % 4 === 0 ? ['VIP'] : []), ...(n % 3 === 0 ? ['wet'] : [])];
    const subject = 'abcdefghijkl'[n]!;
    tickets.push(
      await intake.open({ subject, type: 'paint', customer, fields, tags, product: n > 8 ? 'Oil' : 'Water' }),
    );
  }
  await intake.tell(personSaved, 'ben', 1, { personId: 'ben', name: 'Ben', role: 'agent' });
  await eventually(() => intake.ask(addWatcher, { ticketId: tickets[1]!.id, personId: 'ben' }));
  await intake.ask(addCollaborator, { ticketId: tickets[2]!.id, personId: 'ben' });
  await intake.ask(snoozeTicket, { ticketId: tickets[3]!.id });
  await intake.ask(snoozeTicket, { ticketId: tickets[4]!.id, until: '2040-01-01T00:00:00Z' });
}, 60_000);
afterAll(() => intake?.stop());

async function listed(query: Partial<ListTickets>, limit: number): Promise<string> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await intake.ask(listTickets, { ...query, limit, cursor });
    found.push(...page.items.map(({ subject }) => subject));
    cursor = page.next;
  } while (cursor !== undefined);
  return found.join('');
}

const cases: [string, Partial<ListTickets>, string][] = [
  ['of a tag, in any case', { tag: ['vip'] }, 'aei'],
  ['of two tags', { tag: ['vip', 'wet'] }, 'a'],
  ['of a product', { product: 'OIL' }, 'jkl'],
  ['of a region', { region: 'south', status: 'open' }, 'ghijkl'],
  ['of a region where none is closed', { region: 'south', status: 'closed' }, ''],
  ['of a text', { field: ['code:no 1'] }, 'behk'],
  ['of one of several choices', { field: ['colours:blue'], product: 'water' }, 'bdfh'],
  ['of a number', { field: ['litres:1.5'] }, 'd'],
  ['of more than a number', { field: ['litres:>4.5'] }, 'kl'],
  ['of a number between two', { field: ['litres:1..2', 'colours:red'] }, 'd'],
  ['of numbers from both sides', { field: ['litres:>=1', 'litres:<2'], product: 'water' }, 'cd'],
  ['of a day and before', { field: ['dry:<=2030-01-11'] }, 'ab'],
  ['of a day from now on', { field: ['dry:>-1d', 'dry:2030-01-20..2030-01-21'] }, 'kl'],
  ['of a text that bounds say nothing of', { field: ['code:>1'] }, ''],
  ['of two fields and a tag', { field: ['code:No 0', 'colours:grey'], tag: ['wet'] }, 'ag'],
  ['that somebody watches', { watcherId: 'ben' }, 'b'],
  ['that somebody works on as well', { collaboratorId: 'ben' }, 'c'],
  ['that are out of the way', { snoozed: true }, 'de'],
  ['that are not out of the way', { snoozed: false, region: 'north' }, 'abcf'],
  ['of nobody', { region: 'north', assigneeId: 'none', priority: 'medium' }, 'abcdef'],
  ['of a value that none has', { field: ['code:no'] }, ''],
];

describe.each(ticketOrders)('by %s, lists tickets', (order) => {
  it.each(cases)('%s', async (_, query, expected) => {
    const all = await listed({ ...query, order }, 200);
    expect([...all].sort().join('')).toBe(expected);
    expect(await listed({ ...query, order }, 2)).toBe(all);
    if (order === 'newest') expect(all).toBe([...expected].reverse().join(''));
  });
});

it('a ticket is found by what it says now', async () => {
  const { id: ticketId, version: seenVersion } = tickets[11]!;
  await intake.ask(updateTicket, { ticketId, seenVersion, fields: { code: 'Z' }, tags: ['new'], clear: ['product'] });
  expect(await listed({ product: 'oil' }, 200)).toBe('jk');
  expect(await listed({ tag: ['new'], field: ['code:z'] }, 200)).toBe('l');
});

it.each<[string, object, string]>([
  ['a field without a value', { field: ['code'] }, '/field'],
  ['a field that is no key', { field: ['$where:1'] }, '/field'],
  ['bounds of no number or day', { field: ['code:a', 'litres:>much'] }, '/field/1'],
  ['a range of a number and a day', { field: ['litres:1..2030-01-01'] }, '/field/0'],
  ['an operator', { tag: [{ $ne: 1 }] }, '/tag'],
  ['a blank tag', { tag: [' '] }, '/tag'],
  ['too many tags', { tag: ['a', 'b', 'c', 'd', 'e', 'f'] }, '/tag'],
  ['a very long product', { product: 'x'.repeat(101) }, '/product'],
])('%s is refused', async (_, query, pointer) => {
  const errors = expect.arrayContaining([expect.objectContaining({ pointer })]);
  await expect(intake.ask(listTickets, query as ListTickets)).rejects.toMatchObject({
    code: 'validation-failed',
    errors,
  });
});
