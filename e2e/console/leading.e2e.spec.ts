import { expect, it } from '@jest/globals';
import type { QueueList } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const [ana, ben, mia] = team;

inBrowser('leading, managing and setting up, in a browser', (at) => {
  it(
    'a lead sees who has how much, and hands over what somebody has',
    async () => {
      const { id } = await at.reportTo(ana!, 'The projector stays dark');
      const { page, complaints } = await at.visitors.enter(mia!, '/team');
      await page.getByRole('button', { name: 'Hand over what Ana has' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'To' }).click();
      await page.getByRole('option', { name: 'Ben' }).click();
      await dialog.getByLabel('Reason').fill('Ana is on the road today');
      await dialog.getByRole('button', { name: 'See what would move' }).click();
      await dialog.getByRole('button', { name: 'Move 1 ticket' }).click();
      await page.getByText('1 ticket moved').waitFor();
      await eventually(async () => expect((await at.read(id)).assigneeId).toBe(ben!.id));
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a manager’s wallboard counts by itself what comes',
    async () => {
      const { page, complaints } = await at.visitors.enter(mia!, '/wallboard');
      const created = page.getByRole('group', { name: 'Created today' });
      await created.waitFor();
      const before = Number.parseInt((await created.textContent())!, 10);
      await at.report('The door reader does not answer');
      await created.getByText(String(before + 1), { exact: true }).waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'an administrator adds a queue, and is told at the field what is wrong with it',
    async () => {
      const { page } = await at.visitors.enter(mia!, '/settings/queues');
      await page.getByRole('link', { name: 'Add' }).click();
      await page.locator('input[name=id]').fill('net work');
      await page.locator('input[name=name]').fill('Network');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('id must be an identifier').first().waitFor();
      await page.locator('input[name=id]').fill('network');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('[data-item="network"]').waitFor();
      const { items } = (await at.desk.api.get<QueueList>('/queues')).body;
      expect(items.find(({ id }) => id === 'network')).toMatchObject({ name: 'Network', mode: 'least-loaded' });
    },
    patience,
  );
});
