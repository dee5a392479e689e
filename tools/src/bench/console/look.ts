import type { Page } from 'playwright-core';
import { until } from '../../command/until.js';
import type { Office } from './office.js';
import { whenSaid, whenThere, type Visitor } from './visitor.js';

const list = '/tickets?view=all-open';

/** Milliseconds from the start of a cold load until the first ticket of one's work is there and can be opened. */
export async function timesToWork(visitor: Visitor, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const page = await visitor.page();
    await page.goto('/', { waitUntil: 'commit' });
    took.push(await page.evaluate<number>(whenThere('main [data-ticket]')));
    await page.context().close();
  }
  return took;
}

/** Milliseconds from asking for a change elsewhere until it stands on the page of the ticket. */
export async function timesToSee(visitor: Visitor, office: Office, ticketId: string, times: number): Promise<number[]> {
  const page = await visitor.page();
  await page.goto(`/tickets/${ticketId}`);
  await page.locator('h2').first().waitFor();
  await page.locator('[data-state=live]').waitFor();
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const subject = `Changed elsewhere, ${n} of ${times}`;
    const seen = page.evaluate<number>(whenSaid(subject));
    const asked = Date.now();
    await office.rename(ticketId, subject);
    took.push((await seen) - asked);
  }
  await page.context().close();
  return took;
}

export interface Scrolled {
  rows: number;
  framesPerSecond: number;
  /** Milliseconds of the longest frame. */
  longest: number;
}

/** Loads a list to its end, then scrolls through all of it. */
export async function scroll(visitor: Visitor, most: number): Promise<Scrolled> {
  const page = await visitor.page();
  await page.goto(list);
  await page.getByRole('row').nth(1).waitFor();
  const rows = await loadedRows(page, most);
  const { frames, seconds, longest } = await page.evaluate<{ frames: number; seconds: number; longest: number }>(
    scrollThrough(8_000),
  );
  await page.context().close();
  return { rows, framesPerSecond: frames / seconds, longest };
}

const scroller = `document.querySelector('[role=table]').parentElement`;
const rowCount = `Number(document.querySelector('[role=table]').getAttribute('aria-rowcount')) - 1`;

async function loadedRows(page: Page, most: number): Promise<number> {
  for (;;) {
    const before = await page.evaluate<number>(rowCount);
    if (before >= most) return before;
    await page.evaluate(`${scroller}.scrollTop = ${scroller}.scrollHeight`);
    // The page's policy lets nobody evaluate anything in it later on.
    if (!(await until(async () => (await page.evaluate<number>(rowCount)) > before, 5_000, 30))) return before;
  }
}

/** From the first row to the last, as long as that takes at an even speed. */
const scrollThrough = (ms: number): string => `new Promise((resolve) => {
  const box = ${scroller};
  const way = box.scrollHeight - box.clientHeight;
  let begun, last, frames = 0, longest = 0;
  const step = (now) => {
    begun ??= now;
    if (last !== undefined) longest = Math.max(longest, now - last);
    last = now;
    const share = (now - begun) / ${ms};
    box.scrollTop = way * Math.min(1, share);
    if (share >= 1) return resolve({ frames, seconds: (now - begun) / 1000, longest });
    frames++;
    requestAnimationFrame(step);
  };
  box.scrollTop = 0;
  requestAnimationFrame(step);
})`;

export interface Remembered {
  /** Megabytes of what is in use after a collection, in the course of the run. */
  megabytes: number[];
  updates: number;
  seconds: number;
}

/** Watches the memory of a list while tickets change elsewhere. */
export async function remember(
  visitor: Visitor,
  office: Office,
  ids: readonly string[],
  { seconds, perSecond, marks }: { seconds: number; perSecond: number; marks: number },
): Promise<Remembered> {
  const page = await visitor.page();
  const devTools = await page.context().newCDPSession(page);
  const used = async (): Promise<number> => {
    await devTools.send('HeapProfiler.collectGarbage');
    return (await devTools.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  await page.goto(list);
  await page.getByRole('row').nth(1).waitFor();
  const megabytes: number[] = [];
  const begun = Date.now();
  let updates = 0;
  for (let mark = 0; mark <= marks; mark++) {
    const until = begun + (mark * seconds * 1_000) / marks;
    while (Date.now() < until) {
      const next = Date.now() + 1_000 / perSecond;
      await office.rename(ids[updates++ % ids.length]!, `Changed elsewhere ${updates}`);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
    }
    megabytes.push(await used());
  }
  await page.context().close();
  return { megabytes, updates, seconds: (Date.now() - begun) / 1_000 };
}
