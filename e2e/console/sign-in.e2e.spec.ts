import { beforeAll, it } from '@jest/globals';
import type { MadeLink } from '@deskbeat/contracts';
import { portalLinkTo } from '../portal-work.js';
import { inBrowser, patience } from './in-browser.js';

const email = 'root@desk.example.test';
const password = 'violet kettle maps';

inBrowser('the way into the console, in a browser', (at) => {
  beforeAll(async () => {
    const { body: link } = await at.desk.api.post<MadeLink>('/set-up-links', {});
    await at.welcome(link, { email, name: 'Root', password });
  }, patience);

  it(
    'a wrong password is refused in words, the right one opens, and signing out closes again',
    async () => {
      const { page } = await at.visitors.visit('/board');
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('textbox', { name: 'Password' }).fill('not this one');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await page.getByRole('textbox', { name: 'Password' }).fill(password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Board' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Board' }).waitFor();
      await page.getByLabel('Account of Root').click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('textbox', { name: 'Password' }).waitFor();
    },
    patience,
  );

  it(
    'a customer who opens the console is led to the pages for customers',
    async () => {
      const mira = 'mira@contoso.example.test';
      const customer = { name: 'Mira', email: mira };
      await at.desk.api.post('/tickets', { subject: 'No light', channel: 'web', customer });
      await at.desk.api.post('/customer-links', { email: mira });
      const { page } = await at.visitors.visit(await portalLinkTo(at.desk, mira));
      await page.getByRole('button').first().click();
      await page.waitForURL('**/portal');
      // Whoever is led away before all of the page is loaded would interrupt a wait for that.
      await page.goto('/board', { waitUntil: 'commit' });
      await page.waitForURL('**/portal');
      await page.getByText('No light').waitFor();
    },
    patience,
  );
});
