import type { Office } from './office.js';
import { whenSaid, whenThere, type Visitor } from './visitor.js';

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
