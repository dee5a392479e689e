import { beforeAll, expect, it } from '@jest/globals';
import type { CustomerView, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { phone } from './browser.js';
import { inBrowser, patience } from './in-browser.js';

const [ana, ben, mia] = team;

inBrowser('a day of those who are on the road and of those who lead, in a browser', (at) => {
  let visit: TicketView;
  beforeAll(async () => {
    const fields = [{ key: 'address', label: 'Address', kind: 'text' }];
    await at.desk.api.put('/customer-fields', { fields });
    const { customerId: id } = await at.report('The pump was loud');
    const { version } = (await at.desk.api.get<CustomerView>(`/customers/${id}`)).body;
    await at.desk.api.patch(`/customers/${id}`, { fields: { address: 'Hall 3, 12 Mill Lane' } }, { ifMatch: version });
    const asset = { product: 'Pump', serial: 'A-17', customerId: id, location: 'Hall 3' };
    await at.desk.api.post('/assets', asset);
    visit = await at.reportTo(ana!, 'The pump leaks', { priority: 'high' });
  }, patience);

  it(
    'a field engineer sees on a phone what today’s work is, where the customer is and what was before, and notes what was done',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/', phone);
      const fits = () => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
      await page.locator(`[data-ticket="${visit.id}"]`).first().click();
      await page.getByRole('heading', { name: 'The pump leaks' }).waitFor();
      expect(await fits()).toBe(true);
      await page.getByRole('button', { name: 'About the ticket' }).click();
      const sheet = page.getByRole('dialog');
      await sheet.getByText('Hall 3, 12 Mill Lane').waitFor();
      await sheet.getByText('A-17').waitFor();
      await sheet.getByRole('link', { name: /The pump was loud/ }).waitFor();
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: 'Internal note' }).click();
      await page.getByRole('textbox', { name: 'Internal note' }).click();
      await page.keyboard.type('A new seal is in.');
      await page.getByRole('button', { name: 'Add the note' }).click();
      await page.getByText('The note is there').waitFor();
      expect(await fits()).toBe(true);
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a lead sees what is about to breach and gives it to somebody else in two clicks',
    async () => {
      const reportedAt = new Date(Date.now() - 90 * 60_000).toISOString();
      const pressing = await at.reportTo(ana!, 'The line stands still', { priority: 'urgent', reportedAt });
      const { page, complaints } = await at.visitors.enter(mia!, '/tickets?view=about-to-breach');
      await page.getByRole('link', { name: 'The line stands still' }).waitFor();
      await page.getByLabel(`Select ${pressing.number}`).check();
      await page.getByRole('toolbar').getByRole('button', { name: 'Assign' }).click();
      await page.getByRole('menuitem', { name: 'Ben' }).click();
      await page.getByText('1 ticket changed').waitFor();
      await eventually(async () => expect((await at.read(pressing.id)).assigneeId).toBe(ben!.id));
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a manager is told of a broken promise, opens it from there, and sees it on the wall',
    async () => {
      const { page, complaints } = await at.visitors.enter(mia!);
      await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
      const reportedAt = new Date(Date.now() - 30 * 3_600_000).toISOString();
      const broken = await at.report('All screens are dark', { priority: 'urgent', type: 'fault', reportedAt });
      await page
        .getByRole('link', { name: new RegExp(broken.number) })
        .first()
        .click({ timeout: 60_000 });
      await page.getByRole('heading', { name: 'All screens are dark' }).waitFor();
      await page.locator('[data-sla=breached]').first().waitFor();
      await page.goto('/wallboard');
      await page
        .getByRole('group', { name: 'Breached' })
        .getByText(/^[1-9]/)
        .waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
