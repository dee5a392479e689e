import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTicketType,
  createView,
  exportSearch,
  exportView,
  getTicket,
  importTickets,
  type FieldDefinition,
  type ImportTickets,
  type TicketRowReport,
  type ViewColumn,
} from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => (intake = await startIntake()), 60_000);
afterAll(() => intake?.stop());

const take = (csv: string, more: Partial<ImportTickets> = {}) =>
  intake.ask(importTickets, { source: 'crm', csv, ...more });
const count = (): Promise<number> => intake.tickets.countDocuments({});

describe('an import', () => {
  const csv = [
    '\ufeffexternalId,subject,text,priority,tags,customer.email',
    '1,Dark,"two\nlines",urgent,"a, b",ana@example.test',
    '2,Loud,,soon,,ben@example.test',
    ',Nameless,,,,',
    '3,Still,,,,no address',
    '4,Odd,a\u0001b,,,',
  ].join('\n');
  const outcomes = ['valid', 'refused', 'refused', 'refused', 'refused'];

  it('as a dry run says what would be, row by row, and takes nothing in', async () => {
    const before = await count();
    const { rows, valid, refused } = await take(csv, { dryRun: true });
    expect(rows.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect([valid, refused]).toEqual([1, 4]);
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7]);
    expect(rows.slice(1).map(({ errors }) => errors![0]!.pointer)).toEqual([
      '/priority',
      '/externalId',
      '/customer/email',
      '/text',
    ]);
    expect(await count()).toBe(before);
  });

  it('as a dry run refuses what would be refused', async () => {
    await take('externalId,subject\n21,One\n');
    const rows = ['21,One,,', '21,Two,,', '22,a,12,', '23,a,,golden', '24,a,+49 30 9018400,vip', '25,a,,,cut,in two'];
    const wrong = ['externalId,subject,customer.phone,customer.tier', ...rows].join('\n');
    const [dry, real] = [await take(wrong, { dryRun: true }), await take(wrong)];
    const told = ({ outcome, code, errors }: TicketRowReport) => [outcome, code ?? errors?.[0]?.pointer];
    expect(dry.rows.map(told).map(([outcome]) => outcome)).toEqual([
      'existing',
      ...Array(3).fill('refused'),
      'valid',
      'refused',
    ]);
    expect(real.rows.map(told).map(([outcome, why]) => [outcome === 'created' ? 'valid' : outcome, why])).toEqual(
      dry.rows.map(told),
    );
    expect(real.rows.map(({ errors }) => errors?.[0]?.pointer)).toEqual([
      undefined,
      undefined,
      '/customer/phone',
      '/customer/tier',
      undefined,
      '/csv',
    ]);
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('reads a table between %s, whose rows and cells end their lines in different ways', async (name, separator) => {
    const lines = [
      ['externalId', 'subject', 'text'],
      [`${name}-1`, 'a, b', '"two\nlines"'],
      ['', 'c', ''],
      [`${name}-2`, 'd 24" "e"', ''],
    ];
    const table = `\ufeff${lines.map((cells) => cells.join(separator)).join('\r\n')}`;
    const { rows } = await take(table);
    expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'created'],
      [4, 'refused'],
      [5, 'created'],
    ]);
    expect((await intake.timeline(rows[0]!.ticketId!))[0]).toMatchObject({ text: 'two\nlines' });
    expect(await intake.ask(getTicket, { id: rows[0]!.ticketId! })).toMatchObject({ subject: 'a, b' });
    expect(await intake.ask(getTicket, { id: rows[2]!.ticketId! })).toMatchObject({ subject: 'd 24" "e"' });
  });

  it('takes each row in once, however often and however concurrently it is sent', async () => {
    const before = await count();
    const [first, second] = await Promise.all([take(csv), take(csv)]);
    expect([first.created + second.created, first.existing + second.existing]).toEqual([1, 1]);
    expect((await take(csv)).rows[0]).toMatchObject({ outcome: 'existing' });
    expect((await take(csv, { dryRun: true })).rows[0]).toMatchObject({ outcome: 'existing' });
    expect((await take(csv, { source: 'other' })).created).toBe(1);
    expect(await count()).toBe(before + 2);
    const ticket = await intake.ask(getTicket, { id: first.rows[0]!.ticketId! });
    expect(ticket).toMatchObject({ subject: 'Dark', priority: 'urgent', tags: ['a', 'b'], channel: 'api' });
  });

  it('the same id with something else is refused', async () => {
    await take('externalId,subject\n77,One\n');
    const { rows } = await take('externalId,subject\n77,Two\n');
    expect(rows[0]).toMatchObject({ outcome: 'refused', code: 'idempotency-mismatch' });
  });

  it('reads own fields as their kinds say', async () => {
    const fields: FieldDefinition[] = [
      { key: 'cost', label: 'Cost', kind: 'number' },
      { key: 'paid', label: 'Paid', kind: 'checkbox' },
      { key: 'cover', label: 'Cover', kind: 'choice', options: [{ key: 'full', label: 'Fully covered' }] },
    ];
    await intake.ask(createTicketType, { key: 'repair', name: 'Repair', fields });
    const rows = ['31,a,repair,12.5,yes,fully covered', '32,b,repair,much,,', '33,c,,1,,'];
    const head = 'externalId,subject,type,field.cost,field.paid,field.cover';
    const report = await take([head, ...rows].join('\n'));
    expect(
      report.rows.map(({ outcome, errors }) => [outcome, ...(errors ?? []).map(({ pointer }) => pointer)]),
    ).toEqual([['created'], ['refused', '/fields/cost'], ['refused', '/fields/cost']]);
    const { fields: values } = await intake.ask(getTicket, { id: report.rows[0]!.ticketId! });
    expect(values).toEqual({ cost: 12.5, paid: true, cover: 'full' });
  });

  it('a part of a file counts its lines in the whole', async () => {
    const columns = [
      { column: 'Id', means: 'externalId' },
      { column: 'Title', means: 'subject' },
    ];
    const { rows } = await take('Id,Title\n8,\n9,ok\n', { columns, firstLine: 502, dryRun: true });
    expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [502, 'refused'],
      [503, 'valid'],
    ]);
  });

  it.each<[string, Partial<ImportTickets>, string]>([
    ['externalId,colour\n1,red\n', {}, '/csv'],
    ['externalId,subject\n"1,open\n', {}, '/csv'],
    ['externalId,subject\n1,a\n', { source: 'a b' }, '/source'],
    ['externalId,subject\n1,a\n', { columns: [{ column: 'x', means: 'text' }] }, '/columns'],
    [`externalId,subject\n${'1,a\n'.repeat(501)}`, {}, '/csv'],
    [' ', {}, '/csv'],
  ])('%# is refused as a whole', async (text, more, pointer) => {
    const errors = expect.arrayContaining([expect.objectContaining({ pointer })]);
    await expect(take(text, more)).rejects.toMatchObject({ code: 'validation-failed', errors });
  });
});

it('a view is a table, page by page', async () => {
  for (let n = 0; n < 3; n++) await intake.open({ subject: `=${n}`, tags: ['x', 'y'] });
  const first = await intake.ask(exportView, { id: 'newest', limit: 2 });
  expect(first.columns).toEqual(['number', 'subject', 'priority', 'status', 'customer', 'assignee', 'due']);
  expect(first.rows.map(([, subject]) => subject)).toEqual(['=2', '=1']);
  const second = await intake.ask(exportView, { id: 'newest', limit: 2, cursor: first.next });
  expect(second.rows[0]![1]).toBe('=0');
  await expect(intake.ask(exportView, { id: 'nothing' })).rejects.toMatchObject({ code: 'not-found' });
});

it('a search is a table: filters alone page by page, words as far as they are found', async () => {
  for (const subject of ['Heron one', 'Heron two', '=Heron']) await intake.open({ subject, tags: ['pond'] });
  const columns: ViewColumn[] = ['subject'];
  const first = await intake.ask(exportSearch, { q: 'tag:pond status:open', columns, limit: 2 });
  expect(first).toMatchObject({ columns, rows: [['=Heron'], ['Heron two']] });
  const second = await intake.ask(exportSearch, { q: 'tag:pond status:open', columns, cursor: first.next });
  expect(second).toEqual({ columns, rows: [['Heron one']] });
  await eventually(async () => {
    const { rows } = await intake.ask(exportSearch, { q: 'heron', columns });
    expect(rows.flat().sort()).toEqual(['=Heron', 'Heron one', 'Heron two']);
  });
  const errors = [expect.objectContaining({ pointer: '/q' })];
  await expect(intake.ask(exportSearch, { q: 'colour:red' })).rejects.toMatchObject({ errors });
  const wrong = [expect.objectContaining({ pointer: '/columns' })];
  await expect(intake.ask(exportSearch, { q: 'heron', columns: ['colour' as never] })).rejects.toMatchObject({
    errors: wrong,
  });
});

it('a table has the columns of its view, own fields among them', async () => {
  const cost = { key: 'cost', label: 'Cost', kind: 'number' as const };
  await intake.ask(createTicketType, { key: 'lamp', name: 'Lamp', fields: [cost] });
  await intake.open({ subject: 'lit', type: 'lamp', fields: { cost: 12.5 }, product: 'Lamp 3' });
  const columns: ViewColumn[] = ['subject', 'field.cost', 'field.none', 'product'];
  const spec = { name: 'Lamps', filter: 'type:lamp', order: 'newest', scope: 'shared', columns } as const;
  const { id } = await intake.ask(createView, spec as never);
  expect(await intake.ask(exportView, { id })).toMatchObject({ columns, rows: [['lit', '12.5', '', 'Lamp 3']] });
});
