import { expect, it } from '@jest/globals';
import type { PersonView, QueueList, TicketList } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { laptop } from './browser.js';
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
      const open = page.getByRole('group', { name: 'Open', exact: true });
      const { items } = (await at.desk.api.get<TicketList>('/tickets')).body;
      await open.getByText(String(items.length), { exact: true }).waitFor();
      await at.report('The door reader does not answer');
      await open.getByText(String(items.length + 1), { exact: true }).waitFor();
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
      await page.getByText('Without blanks and special characters').first().waitFor();
      await page.getByRole('link', { name: 'Teams' }).click();
      await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
      await page.locator('input[name=id]').fill('network');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('[data-item="network"]').waitFor();
      const { items } = (await at.desk.api.get<QueueList>('/queues')).body;
      expect(items.find(({ id }) => id === 'network')).toMatchObject({ name: 'Network', mode: 'least-loaded' });
      await page.getByRole('link', { name: 'Teams' }).click();
      await page.getByText('Who belongs together').first().waitFor();
    },
    patience,
  );

  it(
    'somebody has a region, shifts, and a leave with a deputy; what is refused is said in Chinese as well',
    async () => {
      await at.desk.api.ask('PUT', '/regions/north', { name: 'North' });
      const { page } = await at.visitors.enter(mia!, '/settings/shifts/+');
      await page.locator('input[name=id]').fill('early');
      await page.locator('input[name=name]').fill('Early shift');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Early shift is saved').waitFor();
      await page.goto('/settings/people/ben');
      const choose = async (label: string, option: string): Promise<void> => {
        await page.getByRole('combobox', { name: label, exact: true }).last().click();
        await page.getByRole('option', { name: option, exact: true }).click();
        await page.keyboard.press('Escape');
      };
      await choose('Regions', 'North');
      await choose('Shifts', 'Early shift');
      await page.getByRole('button', { name: 'Add a leave' }).click();
      await page.getByLabel('From', { exact: true }).fill('2030-02-01T09:00');
      await page.getByLabel('To', { exact: true }).fill('2030-02-08T09:00');
      await choose('Deputy', 'Ana');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Ben is saved').waitFor();
      const { body } = await at.desk.api.get<PersonView>('/people/ben');
      expect(body).toMatchObject({ regions: ['north'], calendarId: 'early', leaves: [{ deputyId: 'ana' }] });
      const zh = await at.visitors.enter(mia!, '/settings/people/ben', { ...laptop, locale: 'zh-CN' });
      await zh.page.getByLabel('至', { exact: true }).fill('2030-01-08T09:00');
      await zh.page.getByRole('button', { name: '保存' }).click();
      await zh.page.getByText('结束时间须晚于开始时间').first().waitFor();
    },
    patience,
  );
});
