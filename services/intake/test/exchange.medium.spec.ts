import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTicketType, createView, exportSearch, exportView, type ViewColumn } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { startIntake, type Intake } from './harness.js';

let intake: Intake;
beforeAll(async () => (intake = await startIntake()), 60_000);
afterAll(() => intake?.stop());

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
  expect(second).toEqual({ columns, dates: [], rows: [['Heron one']] });
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
  const until = { key: 'until', label: 'Until', kind: 'date' as const };
  await intake.ask(createTicketType, { key: 'lamp', name: 'Lamp', fields: [cost, until] });
  await intake.open({ subject: 'lit', type: 'lamp', fields: { cost: 12.5, until: '2030-01-31' }, product: 'Lamp 3' });
  const columns: ViewColumn[] = ['subject', 'field.cost', 'field.until', 'field.none', 'product'];
  const spec = { name: 'Lamps', filter: 'type:lamp', order: 'newest', scope: 'shared', columns } as const;
  const { id } = await intake.ask(createView, spec as never);
  const rows = [['lit', 12.5, '2030-01-31', '', 'Lamp 3']];
  expect(await intake.ask(exportView, { id })).toEqual({ columns, dates: ['field.until'], rows });
});
