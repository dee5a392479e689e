import { expect, it } from '@jest/globals';
import type { FileList, TicketView } from '@deskbeat/contracts';
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

  it(
    'a type asks for what it needs, beside the field; what was begun is there again; files come along',
    async () => {
      const fields = [
        { key: 'serial', label: 'Serial number', kind: 'text', requiredFrom: 'new', min: 4 },
        { key: 'on-site', label: 'On site', kind: 'checkbox' },
        { key: 'parts', label: 'Parts', kind: 'multi-choice', options: [{ key: 'seal', label: 'Seal' }] },
        { key: 'seen', label: 'Seen on', kind: 'date' },
        { key: 'height', label: 'Height', kind: 'number' },
      ];
      await at.desk.api.post('/ticket-types', { key: 'pump', name: 'Pump repair', fields, defaultPriority: 'planned' });
      const { page } = await at.visitors.enter(ana!);
      await page.getByText('New for you').waitFor();
      await page.keyboard.press('c');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'Customer' }).fill('Noor');
      await dialog.getByLabel('Subject').fill('The pump drips');
      await dialog.getByRole('combobox', { name: 'Type' }).click();
      await page.getByRole('option', { name: 'Pump repair' }).click();
      await dialog.getByRole('button', { name: 'Open the ticket' }).click();
      await dialog.getByText('Needed to open a ticket of this type').waitFor();
      await dialog.locator('[name=serial]:focus').waitFor();
      await page.keyboard.type('A-1');
      await dialog.getByRole('button', { name: 'Open the ticket' }).click();
      await dialog.getByText('At least 4 characters').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.keyboard.press('c');
      await dialog.getByText('This is what you had begun.').waitFor();
      await dialog.getByLabel('Serial number').fill('A-17');
      await dialog.getByLabel('On site').check();
      await dialog.getByRole('combobox', { name: 'Parts' }).press('ArrowDown');
      await page.getByRole('option', { name: 'Seal' }).click();
      await dialog.getByLabel('Seen on').fill('2030-01-31');
      await dialog.getByLabel('Height').fill('12.5');
      await dialog.getByLabel('Planned for').fill('2030-02-01T09:00');
      await dialog.getByLabel('Customers affected').fill('3');
      await dialog.locator('input[type=file]').setInputFiles({
        name: 'pump.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('drip'),
      });
      await dialog.getByRole('link', { name: /pump.txt/ }).waitFor();
      await dialog.getByRole('button', { name: 'Open the ticket' }).click();
      await page.getByRole('heading', { name: 'The pump drips' }).waitFor();
      const { items } = (await at.desk.api.get<{ items: TicketView[] }>('/tickets?type=pump')).body;
      expect(items).toMatchObject([
        {
          priority: 'planned',
          affected: 3,
          plannedFor: expect.any(String),
          fields: { serial: 'A-17', 'on-site': true, parts: ['seal'], seen: '2030-01-31', height: 12.5 },
        },
      ]);
      const { body: files } = await at.desk.api.get<FileList>(`/tickets/${items[0]!.id}/attachments`);
      expect(files.items.map(({ name }) => name)).toEqual(['pump.txt']);
    },
    patience,
  );
});
