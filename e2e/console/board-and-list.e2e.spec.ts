import { beforeAll, expect, it } from '@jest/globals';
import type { TicketView } from '@deskbeat/contracts';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const [ana] = team;

inBrowser('many tickets, in a browser', (at) => {
  const tickets: TicketView[] = [];
  beforeAll(async () => {
    for (const subject of ['The printer prints blank', 'The projector stays dark', 'A question about invoices'])
      tickets.push(await at.reportTo(ana!, subject));
  }, patience);

  it(
    'a card is dragged to where it may go; what is missing is asked for',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/board');
      const card = page.locator(`[data-status=in-progress] [data-ticket="${tickets[0]!.id}"]`);
      await card.waitFor();
      await card.dragTo(page.locator('[data-status=resolved]'));
      await page.getByRole('textbox', { name: 'Solution' }).fill('A new ribbon');
      await page.getByRole('button', { name: 'Move to Resolved' }).click();
      await page.locator(`[data-status=resolved] [data-ticket="${tickets[0]!.id}"]`).waitFor();
      await page.getByText(`${tickets[0]!.number} moved to Resolved`).waitFor();
      expect(await at.read(tickets[0]!.id)).toMatchObject({ status: 'resolved', resolution: 'A new ribbon' });
      await page.locator(`[data-ticket="${tickets[1]!.id}"]`).dragTo(page.locator('[data-status=new]'));
      expect((await at.read(tickets[1]!.id)).status).toBe('in-progress');
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'tickets are found by words and filters, and changed together',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/tickets');
      await page.getByRole('link', { name: 'The projector stays dark' }).waitFor();
      await page.getByLabel('Search tickets').fill('status:open projector');
      await page.keyboard.press('Enter');
      await page.getByText('1 ticket matches').waitFor();
      await page.getByRole('button', { name: 'Remove status:open' }).waitFor();
      await page.getByLabel(`Select ${tickets[1]!.number}`).check();
      await page.getByRole('toolbar').getByRole('button', { name: 'Priority' }).click();
      await page.getByRole('menuitem', { name: 'Urgent' }).click();
      await page.getByText('1 ticket changed').waitFor();
      expect((await at.read(tickets[1]!.id)).priority).toBe('urgent');
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
