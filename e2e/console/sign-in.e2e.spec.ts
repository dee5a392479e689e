import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeLink } from '@deskbeat/contracts';
import { openDesk, type Desk } from '../harness.js';
import { hasChromium, Visitors } from './browser.js';

const patience = 150_000;
const email = 'root@desk.example.test';
const password = 'violet kettle maps';

(hasChromium ? describe : describe.skip)('the way into the console, in a browser', () => {
  let desk: Desk;
  let visitors: Visitors;
  beforeAll(async () => {
    desk = await openDesk();
    visitors = await Visitors.at(desk.system.gatewayUrl);
    const { url } = (await desk.api.post<MadeLink>('/set-up-links', {})).body;
    const welcome = new URL(url!).pathname;
    const answer = await fetch(desk.system.gatewayUrl + welcome, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, name: 'Root', password }),
    });
    expect(answer.status).toBeLessThan(300);
  }, patience);
  afterAll(async () => {
    await visitors?.close();
    await desk?.close();
  }, patience);

  it(
    'a wrong password is refused in words, the right one opens, and signing out closes again',
    async () => {
      const { page } = await visitors.visit('/board');
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
      await page.getByText('Sign out').click();
      await page.getByRole('textbox', { name: 'Password' }).waitFor();
    },
    patience,
  );
});
