import type { Office } from './office.js';
import type { Visitor } from './visitor.js';

export interface Remembered {
  /** Megabytes of what is in use after a collection: when the list has come, then after each part of the hour. */
  megabytes: number[];
  changes: number;
  /** That it took in truth. */
  seconds: number;
}

const hourMs = 3_600_000;
/** Shorter than what the page takes for a silence of the feed. */
const stepMs = 10_000;

/**
 * An hour of a list while tickets change elsewhere. The page's clock goes on by ten seconds with each change, so that all that
 * ticks, waits or is forgotten after a while does so as often as in an hour; the changes come over the true feed.
 */
export async function rememberAnHour(
  visitor: Visitor,
  office: Office,
  ids: readonly string[],
  marks: number,
): Promise<Remembered> {
  const page = await visitor.page();
  await page.clock.install();
  const devTools = await page.context().newCDPSession(page);
  const used = async (): Promise<number> => {
    await devTools.send('HeapProfiler.collectGarbage');
    return (await devTools.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  await page.goto('/tickets?view=all-open');
  await page.getByRole('row').nth(1).waitFor();
  const begun = Date.now();
  const steps = hourMs / stepMs;
  const megabytes = [await used()];
  for (let step = 1; step <= steps; step++) {
    await office.rename(ids[step % ids.length]!, `Changed elsewhere ${step}`);
    await page.clock.runFor(stepMs);
    if (step % (steps / marks) === 0) megabytes.push(await used());
  }
  await page.context().close();
  return { megabytes, changes: steps, seconds: (Date.now() - begun) / 1_000 };
}
