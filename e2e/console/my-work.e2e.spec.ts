import { expect, it } from '@jest/globals';
import type { TicketView } from '@deskbeat/contracts';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const [ana] = team;

inBrowser('an agent’s work, in a browser', (at) => {
  it(
    'what is assigned appears by itself, with its countdown and as news',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!);
      await page.getByText('Nothing to do').waitFor();
      await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
      const ticket = await at.reportTo(ana!, 'The projector stays dark', { priority: 'urgent' });
      await page.locator(`[data-ticket="${ticket.id}"]`).waitFor();
      const chip = page.locator(`[data-ticket="${ticket.id}"] [data-sla]`);
      expect(await chip.getAttribute('data-sla')).toBe('calm');
      expect(await chip.textContent()).toMatch(/^(2 h 0|1 h 5\d) m$/);
      await page.getByText(`${ticket.number} is yours`).first().waitFor({ timeout: 60_000 });
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a ticket is opened by keyboard alone',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!);
      await page.getByText('New for you').waitFor();
      await page.keyboard.press('c');
      await page.getByRole('combobox', { name: 'Customer' }).fill('Noor Salt <noor@wingtip.example.test>');
      await page.getByLabel('Subject').fill('A second delivery address');
      await page.keyboard.press('Control+Enter');
      await page.getByText(/DB-\d+ is open/).waitFor();
      const { items } = (await at.desk.api.get<{ items: TicketView[] }>('/tickets?order=newest&limit=1')).body;
      expect(items[0]).toMatchObject({
        subject: 'A second delivery address',
        channel: 'phone',
        customerName: 'Noor Salt',
      });
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
