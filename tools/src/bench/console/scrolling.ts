import type { CDPSession, Page } from 'playwright-core';
import { until } from '../../command/until.js';
import type { Visitor } from './visitor.js';

export interface Scrolled {
  framesPerSecond: number;
  /** Milliseconds of the longest frame. */
  longest: number;
  /** Milliseconds of the processor that the page's own thread takes for a frame: script, style, layout and what it hands over to be drawn. */
  work: number;
}

const scrollMs = 8_000;

/** Loads a list to its end, then scrolls through all of it. */
export async function scrollList(visitor: Visitor, most: number): Promise<Scrolled & { rows: number }> {
  const page = await visitor.page();
  await page.goto('/tickets?view=all-open');
  await page.getByRole('row').nth(1).waitFor();
  const table = `document.querySelector('[role=table]')`;
  const rows = await loadedRows(page, table, most);
  const scrolled = await scrollThrough(page, `${table}.parentElement`);
  await page.context().close();
  return { rows, ...scrolled };
}

/** The same way through as many lines of plain text: what this machine reaches at best. */
export async function scrollPlainLines(visitor: Visitor, lines: number): Promise<Scrolled> {
  const page = await visitor.page();
  const line = (n: number) => `<div style="height:36px">Line ${n} of ${lines}, which is nothing but text</div>`;
  const all = Array.from({ length: lines }, (_, n) => line(n)).join('');
  await page.setContent(`<div id="box" style="height:640px;overflow:auto;background:#fff">${all}</div>`);
  const scrolled = await scrollThrough(page, `document.querySelector('#box')`);
  await page.context().close();
  return scrolled;
}

async function loadedRows(page: Page, table: string, most: number): Promise<number> {
  const rowCount = `Number(${table}.getAttribute('aria-rowcount')) - 1`;
  for (;;) {
    const before = await page.evaluate<number>(rowCount);
    if (before >= most) return before;
    await page.evaluate(`${table}.parentElement.scrollTop = ${table}.parentElement.scrollHeight`);
    // The page's policy lets nobody evaluate anything in it later on.
    if (!(await until(async () => (await page.evaluate<number>(rowCount)) > before, 5_000, 30))) return before;
  }
}

/** From the first row to the last, as long as that takes at an even speed. */
const way = (box: string): string => `new Promise((resolve) => {
  const box = ${box};
  const way = box.scrollHeight - box.clientHeight;
  let begun, last, frames = 0, longest = 0;
  const step = (now) => {
    begun ??= now;
    if (last !== undefined) longest = Math.max(longest, now - last);
    last = now;
    const share = (now - begun) / ${scrollMs};
    box.scrollTop = way * Math.min(1, share);
    if (share >= 1) return resolve({ frames, seconds: (now - begun) / 1000, longest });
    frames++;
    requestAnimationFrame(step);
  };
  box.scrollTop = 0;
  requestAnimationFrame(step);
})`;

async function scrollThrough(page: Page, box: string): Promise<Scrolled> {
  const devTools = await page.context().newCDPSession(page);
  // The processor's time, which other work on the machine does not lengthen.
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await workedMs(devTools);
  const { frames, seconds, longest } = await page.evaluate<{ frames: number; seconds: number; longest: number }>(
    way(box),
  );
  const work = ((await workedMs(devTools)) - before) / frames;
  return { framesPerSecond: frames / seconds, longest, work };
}

async function workedMs(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
}
