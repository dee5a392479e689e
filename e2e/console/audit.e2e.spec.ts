import { beforeAll, expect, it } from '@jest/globals';
import type { AuditRecords } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { phone } from './browser.js';
import { inBrowser } from './in-browser.js';

const [, , mia] = team;
const patience = 120_000;

inBrowser('looking back, in a browser', (at) => {
  beforeAll(async () => {
    await at.desk.api.put('/queues/vip', { name: 'VIP', mode: 'round-robin' });
    await at.desk.api.put('/queues/vip', { name: 'Very important', mode: 'smart' });
    await eventually(async () =>
      expect((await at.desk.api.get<AuditRecords>('/audit-records?on=vip')).body.items).toHaveLength(2),
    );
  }, patience);

  it(
    'somebody finds who changed a queue, and what it was before',
    async () => {
      const { page, complaints } = await at.visitors.enter(mia!, '/settings/audit');
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
      const { page, complaints } = await at.visitors.enter(mia!, '/settings/audit', phone);
      await page.locator('tr[data-record]').first().waitFor();
      await page.getByRole('button', { name: 'Check the chain' }).click();
      await page.getByText(/records are as they were written/).waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
