import { join } from 'node:path';
import { chromium as browsers, type BrowserContextOptions, type Page } from 'playwright-core';
import type { PersonList, TicketList } from '@deskbeat/contracts';
import { operator } from '../command/operator.js';
import { looks, pictured } from './looks.js';

export interface Pictures {
  chromium: string;
  url: string;
  out: string;
  only?: string;
}

/** Takes a picture of each page in each look. */
export async function takePictures(
  { chromium, url, out, only }: Pictures,
  taken: (file: string) => void,
  warn: (text: string) => void,
): Promise<void> {
  const ticket = await someTicket(url);
  const browser = await browsers.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  try {
    for (const [look, options] of Object.entries(looks)) {
      const context = await browser.newContext({ ...(options as BrowserContextOptions), extraHTTPHeaders: operator() });
      const page = await context.newPage();
      await enter(page, url);
      if (look === 'chinese' && !(await page.evaluate<boolean>(canChinese)))
        warn('There is no Chinese font here: Chinese texts are empty boxes. Debian has one in fonts-noto-cjk.');
      for (const [name, path] of Object.entries(pictured)) {
        if (only !== undefined && only !== name) continue;
        await page.goto(url + path.replace(':ticket', ticket));
        await settled(page);
        await page.screenshot({ path: join(out, `${name}-${look}.png`) });
        taken(`${name}-${look}.png`);
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

/** Without a font for them, two characters are the same box. */
const canChinese = `(() => {
  const drawn = (text) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 32;
    const context = canvas.getContext('2d');
    context.font = '24px sans-serif';
    context.fillText(text, 2, 26);
    return canvas.toDataURL();
  };
  return drawn('中') !== drawn('文');
})()`;

/** Works as the first agent who is there. */
async function enter(page: Page, url: string): Promise<void> {
  const { items } = (await (await fetch(`${url}/api/v1/people`, { headers: operator() })).json()) as PersonList;
  const person = items.find(({ openTickets, role }) => role === 'agent' && openTickets > 0) ?? items[0];
  if (!person) throw new Error('the directory is empty');
  const { id, name } = person;
  const who = JSON.stringify(JSON.stringify({ id, name }));
  await page.addInitScript({ content: `localStorage.setItem('deskbeat-working-as', ${who})` });
}

async function someTicket(url: string): Promise<string> {
  const { items } = (await (
    await fetch(`${url}/api/v1/tickets?status=in-progress&limit=1`, { headers: operator() })
  ).json()) as TicketList;
  if (!items[0]) throw new Error('there is no ticket in progress');
  return items[0].number;
}

/** Everything that is on its way has come. */
async function settled(page: Page): Promise<void> {
  await page.locator('main').waitFor();
  await page
    .locator('[aria-label=Loading], [aria-label=正在加载], .mantine-Skeleton-root')
    .first()
    .waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}
