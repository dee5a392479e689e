import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditRecords } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { openDesk, team, type Desk } from '../harness.js';
import { hasChromium, phone, Visitors } from './browser.js';

const [, , mia] = team;
const patience = 120_000;

(hasChromium ? describe : describe.skip)('looking back, in a browser', () => {
  let desk: Desk;
  let visitors: Visitors;
  beforeAll(async () => {
    desk = await openDesk();
    visitors = await Visitors.at(desk.system.gatewayUrl);
    await desk.api.put('/queues/vip', { name: 'VIP', mode: 'round-robin' });
    await desk.api.put('/queues/vip', { name: 'Very important', mode: 'smart' });
    await eventually(async () =>
      expect((await desk.api.get<AuditRecords>('/audit-records?on=vip')).body.items).toHaveLength(2),
    );
  }, patience);
  afterAll(async () => {
    await visitors?.close();
    await desk?.close();
  }, patience);

  it(
    'somebody finds who changed a queue, and what it was before',
    async () => {
      const { page, complaints } = await visitors.enter(mia!, '/settings/audit');
      await page.getByLabel('On what (id)').fill('vip');
      await page.getByLabel('On what (id)').press('Enter');
      const rows = page.locator('tr[data-record]');
      await eventually(async () => expect(await rows.count()).toBe(2));
      await rows.first().getByRole('button').click();
      const detail = page.getByRole('complementary', { name: /Details of record/ });
      await detail.getByText('round-robin').waitFor();
      await detail.getByText('Very important').first().waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'the chain is walked on a phone as well',
    async () => {
      const { page, complaints } = await visitors.enter(mia!, '/settings/audit', phone);
      await page.locator('tr[data-record]').first().waitFor();
      await page.getByRole('button', { name: 'Check the chain' }).click();
      await page.getByText(/records are as they were written/).waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
