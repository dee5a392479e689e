import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  beginCustomerImport,
  beginTicketImport,
  createTicketType,
  getTicket,
  getTicketImport,
  importTickets,
  listTicketImportRows,
  type BeginTicketImport,
  type FieldDefinition,
  type TicketImportView,
  type TicketRowList,
  type TicketRowReport,
} from '@deskbeat/contracts';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => (intake = await startIntake()), 60_000);
afterAll(() => intake?.stop());

const begin = (more: Partial<BeginTicketImport> = {}): Promise<TicketImportView> =>
  intake.ask(beginTicketImport, { source: 'crm', ...more });
const whole = async (text: string, more: Partial<BeginTicketImport> = {}): Promise<TicketImportView> => {
  const { id: importId } = await begin(more);
  return intake.ask(importTickets, { importId, part: 0, text, last: true });
};
const rowsOf = async ({ id: importId }: TicketImportView): Promise<TicketRowReport[]> =>
  (await intake.ask(listTicketImportRows, { importId, limit: 200 })).items;
const take = async (text: string, more: Partial<BeginTicketImport> = {}) => rowsOf(await whole(text, more));
const told = ({ row, outcome, errors }: TicketRowReport) => [row, outcome, ...errors.map(({ pointer }) => pointer)];
const count = (): Promise<number> => intake.tickets.countDocuments({});

const file = [
  '\ufeffexternalId,subject,text,priority,tags,customer.email',
  '1,Dark,"two\nlines",urgent,"a, b",ana@example.test',
  '2,Loud,,soon,,ben@example.test',
  ',Nameless,,,,',
  '3,Still,,,,no address',
  '4,Odd,a\u0001b,,,',
].join('\n');
const wrong = [
  [2, 'failed', '/priority'],
  [3, 'failed', '/externalId'],
  [4, 'failed', '/customer.email'],
  [5, 'failed', '/text'],
];

it('as a dry run it says what would be, row by row, and takes nothing in', async () => {
  const before = await count();
  const view = await whole(file, { dryRun: true });
  expect(view).toMatchObject({ source: 'crm', dryRun: true, state: 'done', rows: 5, created: 1, failed: 4 });
  expect((await rowsOf(view)).map(told)).toEqual([[1, 'created'], ...wrong]);
  expect(await count()).toBe(before);
});

it('as a dry run it refuses what would be refused', async () => {
  await take('externalId,subject\n21,One\n');
  const rows = ['21,One,,', '21,Two,,', '22,a,12,', '23,a,,golden', '24,a,+49 30 9018400,vip', '25,a,,,cut,in two'];
  const table = ['externalId,subject,customer.phone,customer.tier', ...rows].join('\n');
  const [dry, real] = [await take(table, { dryRun: true }), await take(table)];
  expect(dry.map(told)).toEqual([
    [1, 'existing'],
    [2, 'failed', '/externalId'],
    [3, 'failed', '/customer.phone'],
    [4, 'failed', '/customer.tier'],
    [5, 'created'],
    [6, 'failed', ''],
  ]);
  expect(real.map(told)).toEqual(dry.map(told));
});

it('each row is taken in once, however often and however concurrently its file is sent', async () => {
  const before = await count();
  const [first, second] = await Promise.all([whole(file), whole(file)]);
  expect([first.created + second.created, first.existing + second.existing]).toEqual([1, 1]);
  const [{ ticketId: id, number } = {}] = await rowsOf(first);
  expect(await take(file)).toMatchObject([{ outcome: 'existing', ticketId: id, number }, {}, {}, {}, {}]);
  expect(await whole(file, { source: 'other' })).toMatchObject({ created: 1, failed: 4 });
  expect(await count()).toBe(before + 2);
  const ticket = await intake.ask(getTicket, { id: id! });
  expect(ticket).toMatchObject({ number, subject: 'Dark', priority: 'urgent', tags: ['a', 'b'], channel: 'api' });
  expect((await intake.timeline(id!))[0]).toMatchObject({ text: 'two\nlines', actor: expect.anything() });
});

it('of rows with the same id the first one counts; one that says something else is refused', async () => {
  const rows = await take('externalId,subject\n77,One\n77,One\n77,Two\n');
  expect(rows.map(told)).toEqual([
    [1, 'created'],
    [2, 'existing'],
    [3, 'failed', '/externalId'],
  ]);
});

it('own fields are read as their kinds say', async () => {
  const fields: FieldDefinition[] = [
    { key: 'cost', label: 'Cost', kind: 'number' },
    { key: 'paid', label: 'Paid', kind: 'checkbox' },
    { key: 'cover', label: 'Cover', kind: 'choice', options: [{ key: 'full', label: 'Fully covered' }] },
  ];
  await intake.ask(createTicketType, { key: 'repair', name: 'Repair', fields });
  const rows = ['31,a,repair,12.5,yes,fully covered', '32,b,repair,much,,', '33,c,,1,,'];
  const reports = await take(['externalId,subject,type,field.cost,field.paid,field.cover', ...rows].join('\n'));
  expect(reports.map(told)).toEqual([
    [1, 'created'],
    [2, 'failed', '/field.cost'],
    [3, 'failed', '/field.cost'],
  ]);
  const { fields: values } = await intake.ask(getTicket, { id: reports[0]!.ticketId! });
  expect(values).toEqual({ cost: 12.5, paid: true, cover: 'full' });
});

describe('a file in parts', () => {
  const ids = Array.from({ length: 30 }, (_, n) => `part-${n}`);
  const columns = [
    { column: 'Id', means: 'externalId' },
    { column: 'Title', means: 'subject' },
    { column: 'Old', means: '-' },
  ];
  const table = `\ufeffId;Title;Old;text\r\n${ids.map((id) => `${id};a 24" "e";1, 2;"two\nlines"\r\n`).join('')}`;

  it('may be cut anywhere, and each part may come again, also beside itself', async () => {
    let view = await begin({ columns });
    const { id: importId } = view;
    for (let at = 0; at < table.length; at += 133) {
      const part = { importId, part: at / 133, text: table.slice(at, at + 133), last: at + 133 >= table.length };
      [view] = await Promise.all([intake.ask(importTickets, part), intake.ask(importTickets, part)]);
    }
    expect(await intake.ask(getTicketImport, { importId })).toMatchObject({
      ...{ source: 'crm', columns, state: 'done', rows: 30, created: 30, existing: 0, failed: 0 },
    });
    const page = await intake.ask(listTicketImportRows, { importId, outcome: 'created', limit: 29 });
    const rest = await intake.ask(listTicketImportRows, { importId, outcome: 'created', cursor: page.next });
    expect(rest.items.map(({ row }) => row)).toEqual([30]);
    const { subject } = await intake.ask(getTicket, { id: rest.items[0]!.ticketId! });
    expect(subject).toBe('a 24" "e"');
  });

  it('whose reports were lost in a kill goes on where it was, and its tickets are reported as made', async () => {
    const view = await begin();
    const part = { importId: view.id, part: 0, text: 'externalId,subject\n91,a\n92,b\n93,c\n' };
    await intake.ask(importTickets, part);
    const made = await rowsOf(view);
    // What a process leaves that dies before the reports of its last rows, and before it says that the part is done.
    await intake.collection('import_rows').deleteMany({ importId: view.id, row: { $gt: 1 } });
    const unsaid = { nextPart: 0, columns: null, rows: 0, counts: { created: 0, existing: 0, failed: 0 } };
    await intake.collection('imports').updateOne({ _id: view.id as never }, { $set: unsaid });
    expect(await intake.ask(importTickets, part)).toMatchObject({ rows: 3, created: 3, existing: 0 });
    expect(await rowsOf(view)).toEqual(made);
  });
});

it('a page of reports ends before it is too much for a message of the bus', async () => {
  const view = await begin();
  const errors = Array.from({ length: 50 }, () => ({ pointer: '/text', message: '好'.repeat(600) }));
  const [importId, createdAt] = [view.id, new Date()];
  const reports = Array.from({ length: 12 }, (_, n) => {
    const [row, _id] = [n + 1, `${importId}:00000000${String.fromCodePoint(97 + n)}`];
    return { _id: _id as never, importId, row, outcome: 'failed', errors, createdAt };
  });
  await intake.collection('import_rows').insertMany(reports);
  const seen: number[] = [];
  let [cursor, pages]: [string | undefined, number] = [undefined, 0];
  do {
    const page: TicketRowList = await intake.ask(listTicketImportRows, { importId, cursor, limit: 200 });
    expect(JSON.stringify(page).length).toBeLessThan(600_000);
    seen.push(...page.items.map(({ row }) => row));
    [cursor, pages] = [page.next, pages + 1];
  } while (cursor !== undefined);
  expect([seen, pages]).toEqual([reports.map(({ row }) => row), 3]);
});

it.each<[string, Partial<BeginTicketImport>]>([
  ['externalId,colour\n1,red\n', {}],
  ['externalId,subject\n"1,open\n', {}],
  ['externalId,subject\n1,a\n', { columns: [{ column: 'x', means: 'text' }] }],
])('the file %j is refused as a whole', async (text, more) => {
  const errors = expect.arrayContaining([expect.objectContaining({ pointer: '/text' })]);
  await expect(whole(text, more)).rejects.toMatchObject({ code: 'validation-failed', errors });
});

it('an import needs a source, and is found as what it is only', async () => {
  const errors = [expect.objectContaining({ pointer: '/source' })];
  await expect(begin({ source: 'a b' })).rejects.toMatchObject({ errors });
  const { id: importId } = await intake.ask(beginCustomerImport, {});
  const part = { importId, part: 0, text: 'externalId,subject\n' };
  await expect(intake.ask(importTickets, part)).rejects.toMatchObject({ code: 'not-found' });
});
