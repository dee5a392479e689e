import { beforeAll, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { MacroView, SavedViews, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const [ana] = team;

inBrowser('views of many tickets, in a browser', (at) => {
  const tickets: TicketView[] = [];
  beforeAll(async () => {
    for (const subject of ['One', 'Two', 'Three']) tickets.push(await at.reportTo(ana!, subject));
  }, patience);
  const views = async () => (await at.desk.api.get<SavedViews>('/views', { as: 'person:ana' })).body.items;

  it(
    'a list is sorted by its columns as far as the system can',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/tickets');
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('checkbox', { name: 'Opened' }).check();
      await page.keyboard.press('Escape');
      await page.getByRole('columnheader', { name: 'Opened' }).getByRole('button').click();
      await page.locator('[role=columnheader][aria-sort=descending]', { hasText: 'Opened' }).waitFor();
      await page.getByRole('row').nth(1).getByText('Three').waitFor();
      expect(await page.getByRole('columnheader', { name: 'Subject' }).getByRole('button').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'what a search finds is a file with the columns that are shown',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/tickets?q=status:open assignee:me');
      for (const name of ['One', 'Two', 'Three']) await page.getByRole('link', { name }).waitFor();
      await page.getByRole('button', { name: 'Export' }).click();
      const coming = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: 'As CSV' }).click();
      const file = await readFile(await (await coming).path(), 'utf8');
      const [head, ...rows] = file.trim().split('\r\n');
      expect(head).toBe('number,subject,priority,status,customer,assignee,due');
      expect(rows.map((row) => row.split(',')[1])).toEqual(['Three', 'Two', 'One']);
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a view is kept, shared under another name, removed, and there again',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/tickets?q=status:open');
      await page.getByRole('button', { name: 'Save as a view' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('What is open');
      await page.getByRole('dialog').getByRole('button', { name: 'Save as a view' }).click();
      await page.getByRole('link', { name: /What is open/ }).waitFor();
      await page.getByRole('button', { name: 'View', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Edit the view…' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('Open for all');
      await page.getByRole('combobox', { name: 'Whose it is' }).click();
      await page.getByRole('option', { name: 'For everybody' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await page.getByRole('link', { name: /Open for all/ }).waitFor();
      expect((await views()).at(-1)).toMatchObject({ name: 'Open for all', scope: 'shared', filter: 'status:open' });
      await page.getByRole('button', { name: 'View', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Remove the view' }).click();
      await page.getByText('The view “Open for all” is gone').locator('..').getByRole('button').click();
      await page.getByRole('link', { name: /Open for all/ }).waitFor();
      expect((await views()).map(({ name }) => name)).toContain('Open for all');
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a macro runs on all that are chosen; a priority that was set for all goes back to what each had',
    async () => {
      await at.desk.api.post<MacroView>('/macros', { title: 'Mark them', actions: { addTags: ['marked'] } });
      const { page, complaints } = await at.visitors.enter(ana!, '/tickets');
      await page.getByRole('link', { name: 'One' }).waitFor();
      await page.getByLabel('Select all that are loaded').check();
      await page.getByRole('toolbar', { name: '3 chosen' }).getByRole('button', { name: 'Run a macro' }).click();
      await page.getByRole('dialog').getByRole('combobox').click();
      await page.getByRole('option', { name: 'Mark them' }).click();
      await page.getByText('adds the tags marked').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
      await page.getByText('3 tickets changed').waitFor();
      const read = () => Promise.all(tickets.map(({ id }) => at.read(id)));
      expect((await read()).map(({ tags }) => tags)).toEqual([['marked'], ['marked'], ['marked']]);
      await page.getByRole('toolbar').waitFor({ state: 'detached' });
      await page.getByLabel('Select all that are loaded').check();
      await page.getByRole('toolbar', { name: '3 chosen' }).getByRole('button', { name: 'Priority' }).click();
      await page.getByRole('menuitem', { name: 'Urgent' }).click();
      await page.getByRole('button', { name: 'Undo' }).last().click();
      await page.getByText('3 tickets are as they were').waitFor();
      expect((await read()).map(({ priority }) => priority)).toEqual(['medium', 'medium', 'medium']);
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a card is moved by keyboard alone',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/board');
      const card = page.locator(`[data-status=in-progress] [data-ticket="${tickets[0]!.id}"]`);
      await card.focus();
      await page.keyboard.press('s');
      await page.getByRole('menuitem', { name: 'Resolved' }).press('Enter');
      await page.getByRole('textbox', { name: 'Solution' }).fill('Done');
      await page.keyboard.press('Control+Enter');
      await page.locator(`[data-status=resolved] [data-ticket="${tickets[0]!.id}"]`).waitFor();
      await eventually(async () => expect((await at.read(tickets[0]!.id)).status).toBe('resolved'));
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
