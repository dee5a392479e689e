import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Status, TicketList, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const [ana] = team;
const many = 500;
const deadline = { timeout: 60_000 };

inBrowser('a board of many cards, in a browser', (at) => {
  /** As the board has them. */
  const inStatus = async (status: Status): Promise<TicketView[]> => {
    const found: TicketView[] = [];
    for (let cursor = ''; ;) {
      const { body } = await at.desk.api.get<TicketList>(`/tickets?status=${status}&order=due&limit=100${cursor}`);
      found.push(...body.items);
      if (!body.next) return found;
      cursor = `&cursor=${encodeURIComponent(body.next)}`;
    }
  };
  const column = (page: Page, status: Status) => page.locator(`[data-status=${status}]`);
  const toEnd = (page: Page, status: Status) =>
    page.evaluate(`{
      const box = document.querySelector('[data-status=${status}] [data-index]').parentElement.parentElement;
      box.scrollTo(0, box.scrollHeight);
    }`);
  const drawn = (page: Page) => page.locator('[data-ticket]').count();

  beforeAll(async () => {
    for (let n = 0; n < many; n += 20)
      await Promise.all(Array.from({ length: 20 }, (_, one) => at.report(`Request ${n + one}`)));
    // What is due comes with the clocks; until all have theirs the order changes.
    await eventually(async () => {
      const { length } = (await inStatus('in-progress')).filter(({ clocks }) => clocks.length > 0);
      if (length < many) throw new Error(`${length} of ${many} are assigned and due`);
    }, deadline);
  }, patience);

  it(
    'all of them are there, but only those in sight are drawn',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/board');
      const cards = await inStatus('in-progress');
      const count = column(page, 'in-progress').getByRole('button').first();
      await count.getByText('100+').waitFor();
      await eventually(async () => {
        await toEnd(page, 'in-progress');
        expect(await page.locator(`[data-ticket="${cards.at(-1)!.id}"]`).count()).toBe(1);
      }, deadline);
      expect(await count.textContent()).toContain(String(cards.length));
      expect(await page.locator(`[data-ticket="${cards[0]!.id}"]`).count()).toBe(0);
      expect(await drawn(page)).toBeLessThan(100);
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'arrows go on to cards that were out of sight',
    async () => {
      const { page } = await at.visitors.enter(ana!, '/board');
      const cards = await inStatus('in-progress');
      await page.locator(`[data-ticket="${cards[0]!.id}"]`).focus();
      for (const { id } of cards.slice(1, 41)) {
        // Who presses faster than cards are drawn stays at the last one.
        await page.locator(`[data-ticket="${id}"]`).waitFor({ state: 'attached' });
        await page.keyboard.press('ArrowDown');
      }
      await page.locator(`[data-ticket="${cards[40]!.id}"]:focus`).waitFor();
      expect(await drawn(page)).toBeLessThan(100);
    },
    patience,
  );

  it(
    'a card is dragged though its column was scrolled meanwhile, and a folded column takes it',
    async () => {
      const { page, complaints } = await at.visitors.enter(ana!, '/board');
      const resolved = column(page, 'resolved').getByRole('button').first();
      await resolved.click();
      await page.reload();
      expect(await resolved.getAttribute('aria-expanded')).toBe('false');
      const [ticket] = await inStatus('in-progress');
      const card = page.locator(`[data-ticket="${ticket!.id}"]`);
      await card.hover();
      await page.mouse.down();
      await page.mouse.move(640, 400, { steps: 4 });
      await toEnd(page, 'in-progress');
      await page.locator('[data-dragging]').waitFor({ state: 'attached' });
      const to = (await column(page, 'resolved').boundingBox())!;
      await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 });
      await page.locator('[data-status=resolved][data-drop=over]').waitFor();
      await page.mouse.up();
      await page.getByRole('textbox', { name: 'Solution' }).fill('Done');
      await page.getByRole('button', { name: 'Move to Resolved' }).click();
      await resolved.getByText('1', { exact: true }).waitFor();
      await page.getByText(`${ticket!.number} moved to Resolved`).waitFor();
      expect((await at.read(ticket!.id)).status).toBe('resolved');
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
