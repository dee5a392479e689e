import { beforeAll, expect, it } from '@jest/globals';
import type { AxeResults, RunOptions } from 'axe-core';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { pictured } from '@deskbeat/tools';
import { team } from '../harness.js';
import { laptop, phone } from './browser.js';
import { inBrowser, patience } from './in-browser.js';

const [ana, , mia] = team;
const options: RunOptions = { resultTypes: ['violations'] };

/** What a page has that hinders somebody seriously, each with the places where. */
async function hindrances(page: Page): Promise<string[]> {
  // A page's policy lets in no script of ours but by the browser itself.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** What is still fading in has too little contrast; once it stands, it must have enough. */
const isFree = (page: Page): Promise<void> => eventually(async () => expect(await hindrances(page)).toEqual([]));

async function settled(page: Page): Promise<void> {
  await page.locator('main').waitFor();
  await page.locator('[aria-label=Loading]').first().waitFor({ state: 'detached' });
}

inBrowser('every page is there for everybody, in a browser', (at) => {
  let ticket: TicketView;
  beforeAll(async () => {
    const more = {
      priority: 'urgent' as const,
      tags: ['vpn'],
      html: '<p>Since the <b>update</b>.</p>',
      text: undefined,
    };
    ticket = await at.reportTo(ana!, 'VPN drops every ten minutes', more);
    await at.desk.api.post(`/tickets/${ticket.id}/notes`, { text: 'Ask @Ben.' }, { as: 'person:ana' });
    await at.reportTo(ana!, 'The printer prints blank');
    await at.report('Nobody’s');
  }, patience);

  it.each(['light', 'dark'] as const)(
    'no page has a serious violation, %s',
    async (colorScheme) => {
      const { page } = await at.visitors.enter(mia!, '/', { ...laptop, colorScheme });
      const found: Record<string, string> = {};
      for (const [name, path] of Object.entries(pictured)) {
        await page.goto(path.replace(':ticket', ticket.number));
        await settled(page);
        await isFree(page).catch((error: unknown) => (found[name] = String(error)));
      }
      expect(found).toEqual({});
    },
    2 * patience,
  );

  it(
    'neither has what opens over a page, nor a page on a phone',
    async () => {
      const { page } = await at.visitors.enter(ana!, `/tickets/${ticket.number}`);
      await page.getByRole('heading', { name: ticket.subject }).waitFor();
      for (const keys of ['?', 'c', 'Control+k', 'a']) {
        await page.keyboard.press(keys);
        await page.getByRole('dialog').waitFor();
        await isFree(page);
        // The first closes a list of choices that is open.
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      const small = await at.visitors.enter(ana!, `/tickets/${ticket.number}`, phone);
      await settled(small.page);
      await isFree(small.page);
      await small.page.getByRole('button', { name: 'About the ticket' }).click();
      await small.page.getByRole('dialog').waitFor();
      await isFree(small.page);
    },
    patience,
  );
});
