import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { AccountRole, MadeLink, TicketView } from '@deskbeat/contracts';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const [ana] = team;
const password = 'violet kettle maps';

inBrowser('what a role may not do is not there, in a browser', (at) => {
  let ticket: TicketView;
  beforeAll(async () => {
    ticket = await at.reportTo(ana!, 'The projector stays dark');
  }, patience);

  /** Somebody of that role, signed in. */
  const signedIn = async (id: string, role: AccountRole): Promise<Page> => {
    const email = `${id}@desk.example.test`;
    await at.desk.api.put(`/accounts/${id}`, { email, name: id, role });
    const { body: link } = await at.desk.api.post<MadeLink>(`/accounts/${id}/links`, { by: 'hand' });
    await at.welcome(link, { password });
    const { page } = await at.visitors.visit('/');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'My work' }).waitFor();
    return page;
  };

  it(
    'an auditor reads everything and is offered nothing that changes it',
    async () => {
      const page = await signedIn('otto', 'auditor');
      await page.getByRole('link', { name: 'Team' }).waitFor();
      await page.goto(`/tickets/${ticket.number}`);
      await page.getByText('It does not work.').waitFor();
      await page.getByRole('button', { name: 'New ticket' }).first().waitFor({ state: 'detached' });
      expect(await page.getByRole('tab', { name: 'Reply' }).count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Run a macro' }).isVisible()).toBe(false);
      expect(await page.getByRole('button', { name: 'In progress' }).isDisabled()).toBe(true);
      expect(await page.getByRole('combobox', { name: 'Type' }).first().isDisabled()).toBe(true);
      await page.goto('/customers');
      await page.getByText('mira@contoso.example.test').first().waitFor();
      await page.getByRole('button', { name: 'New customer' }).waitFor({ state: 'detached' });
    },
    patience,
  );

  it(
    'an agent works, and does not level what others have',
    async () => {
      const page = await signedIn('ana', 'agent');
      await page.getByRole('button', { name: 'New ticket' }).first().waitFor();
      await page.getByRole('link', { name: 'Team' }).click();
      await page.getByRole('region', { name: 'Waiting' }).waitFor();
      await page.getByRole('button', { name: 'Hand over what Ana has' }).waitFor();
      expect(await page.getByRole('button', { name: 'Hand over what Ben has' }).count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Level' }).count()).toBe(0);
    },
    patience,
  );
});
