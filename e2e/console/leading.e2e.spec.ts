import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueueList, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { openDesk, team, type Desk } from '../harness.js';
import { hasChromium, Visitors } from './browser.js';

const [ana, ben, mia] = team;
const patience = 120_000;

(hasChromium ? describe : describe.skip)('leading, managing and setting up, in a browser', () => {
  let desk: Desk;
  let visitors: Visitors;
  beforeAll(async () => {
    desk = await openDesk();
    visitors = await Visitors.at(desk.system.gatewayUrl);
  }, patience);
  afterAll(async () => {
    await visitors?.close();
    await desk?.close();
  }, patience);

  const report = async (subject: string): Promise<TicketView> => {
    const body = { subject, text: 'It does not work.', customer: { email: 'mira@contoso.example.test' } };
    return (await desk.api.post<TicketView>('/tickets', body)).body;
  };
  const assigneeOf = async (id: string) => (await desk.api.get<TicketView>(`/tickets/${id}`)).body.assigneeId;

  it(
    'a lead sees who has how much, and hands over what somebody has',
    async () => {
      const { id } = await report('The projector stays dark');
      await desk.api.post(`/tickets/${id}/assignment`, { personId: ana!.id }, { as: 'person:mia' });
      await eventually(async () => expect(await assigneeOf(id)).toBe(ana!.id));
      const { page, complaints } = await visitors.enter(mia!, '/team');
      await page.getByRole('button', { name: 'Hand over what Ana has' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'To' }).click();
      await page.getByRole('option', { name: 'Ben' }).click();
      await dialog.getByLabel('Reason').fill('Ana is on the road today');
      await dialog.getByRole('button', { name: 'See what would move' }).click();
      await dialog.getByRole('button', { name: 'Move 1 ticket' }).click();
      await page.getByText('1 ticket moved').waitFor();
      await eventually(async () => expect(await assigneeOf(id)).toBe(ben!.id));
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a manager’s wallboard counts by itself what comes',
    async () => {
      const { page, complaints } = await visitors.enter(mia!, '/wallboard');
      const created = page.getByRole('group', { name: 'Created today' });
      await created.waitFor();
      const before = Number.parseInt((await created.textContent())!, 10);
      await report('The door reader does not answer');
      await created.getByText(String(before + 1), { exact: true }).waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'an administrator adds a queue, and is told at the field what is wrong with it',
    async () => {
      const { page } = await visitors.enter(mia!, '/settings/queues');
      await page.getByRole('link', { name: 'Add' }).click();
      await page.locator('input[name=id]').fill('net work');
      await page.locator('input[name=name]').fill('Network');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('id must be an identifier').first().waitFor();
      await page.locator('input[name=id]').fill('network');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('[data-item="network"]').waitFor();
      const { items } = (await desk.api.get<QueueList>('/queues')).body;
      expect(items.find(({ id }) => id === 'network')).toMatchObject({ name: 'Network', mode: 'least-loaded' });
    },
    patience,
  );
});
