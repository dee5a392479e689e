import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { KeyList, MadeLink, PolicyList, RoutingRules, TicketTypeView, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const mia = team[2]!;

inBrowser('an administrator sets up, without a developer, in a browser', (at) => {
  beforeAll(() => at.desk.api.ask('PUT', '/queues/water', { name: 'Water damage', mode: 'queue' }), patience);

  const save = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`${name} is saved`).waitFor();
  };
  const choose = async (page: Page, label: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: label, exact: true }).first().click();
    await page.getByRole('option', { name: option, exact: true }).click();
    await page.keyboard.press('Escape');
  };
  it(
    'a calendar says what would be due before it is kept',
    async () => {
      const { page, complaints } = await at.visitors.enter(mia, '/settings/calendars/+');
      await page.getByLabel('Id', { exact: false }).first().fill('field-crew');
      await page.locator('input[name=name]').fill('Field crew');
      await page.getByRole('button', { name: 'Add hours on Saturday' }).click();
      await page.getByLabel('Date', { exact: true }).fill('2030-12-25');
      await page.getByRole('button', { name: 'Add a holiday' }).click();
      await page.getByText('25 December, every year').waitFor();
      await page.getByLabel('A ticket opened').fill('2030-12-24T16:00');
      await page.getByRole('status').getByText('would be due').waitFor();
      await save(page, 'Field crew');
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a type asks for a field, and has a step to do',
    async () => {
      const { page, complaints } = await at.visitors.enter(mia, '/settings/types/+');
      await page.locator('input[name=key]').fill('water-damage');
      await page.locator('input[name=name]').fill('Water damage');
      await page.getByRole('button', { name: 'Add a field' }).click();
      await page.getByLabel('Label').fill('Room number');
      const steps = page.getByRole('group', { name: 'In progress' });
      await steps.getByRole('button', { name: 'Add a step' }).click();
      await steps.getByLabel('What is to be done').fill('Close the main valve');
      await save(page, 'Water damage');
      const { body } = await at.desk.api.get<TicketTypeView>('/ticket-types/water-damage');
      expect(body).toMatchObject({
        fields: [{ key: 'room-number', label: 'Room number', kind: 'text' }],
        steps: [{ key: 'close-the-main-valve', status: 'in-progress', required: true }],
      });
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a policy promises by that calendar, is told at the cell what is wrong, and moves by keyboard',
    async () => {
      const { page } = await at.visitors.enter(mia, '/settings/policies/+');
      await page.locator('input[name=id]').fill('water');
      await page.locator('input[name=name]').fill('Water damage');
      await choose(page, 'Types', 'Water damage');
      await choose(page, 'Calendar of High', 'Field crew');
      await page.getByLabel('High: First response').fill('soon');
      await page.getByText('Like 2 h or 30 min').first().waitFor();
      await page.getByLabel('High: First response').fill('1 h 30');
      await page.getByLabel('High: Resolution').fill('8 h');
      await save(page, 'Water damage');
      await at.desk.api.post('/policies', { id: 'vip', name: 'VIP', conditions: { tiers: ['vip'] } });
      await page.reload();
      await page.locator('[data-item=vip]').focus();
      await page.keyboard.press('Alt+ArrowUp');
      await page.getByText('VIP is number 1 now').waitFor();
      const { items } = (await at.desk.api.get<PolicyList>('/policies')).body;
      expect(items.map(({ id }) => id)).toEqual(['vip', 'water', 'default']);
      expect(items[1]!.budgets).toEqual([
        { priority: 'high', target: 'first-response', budgetMs: 5_400_000, calendarId: 'field-crew' },
        { priority: 'high', target: 'resolution', budgetMs: 28_800_000, calendarId: 'field-crew' },
      ]);
    },
    patience,
  );

  it(
    'a routing rule is tried on past tickets before it is kept; then a ticket follows all of it',
    async () => {
      const before = await at.report('Water on the floor', { type: 'water-damage', priority: 'high' });
      await eventually(async () =>
        expect((await at.desk.api.get<TicketView>(`/tickets/${before.id}`)).body.status).not.toBe('new'),
      );
      const { page, complaints } = await at.visitors.enter(mia, '/settings/routing/+');
      await page.locator('input[name=name]').fill('Water goes to its queue');
      await page.getByRole('button', { name: 'Add a condition' }).click();
      await choose(page, 'Values', 'Water damage');
      await choose(page, 'Leads to the queue', 'Water damage');
      await page.getByRole('button', { name: 'Try', exact: true }).click();
      await page.getByText('1 ticket was looked at.').waitFor();
      await page.getByRole('link', { name: before.number }).waitFor();
      await save(page, 'Water goes to its queue');
      const { rules } = (await at.desk.api.get<RoutingRules>('/routing-rules')).body;
      expect(rules).toMatchObject([{ id: 'water-goes-to-its-queue', queueId: 'water' }]);

      const { id, number } = await at.report('Water on the floor', {
        type: 'water-damage',
        priority: 'high',
        fields: { 'room-number': 'B 12' },
      });
      await eventually(async () =>
        expect((await at.desk.api.get<TicketView>(`/tickets/${id}`)).body).toMatchObject({
          queueId: 'water',
          status: 'pending-assignment',
          clocks: expect.arrayContaining([expect.objectContaining({ target: 'resolution' })]),
        }),
      );
      await at.desk.api.post(`/tickets/${id}/assignment`, { personId: 'ana' }, { as: 'person:mia' });
      await page.goto(`/tickets/${number}`);
      await page.getByText('Close the main valve').waitFor();
      await page.locator('input[value="B 12"]').first().waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a key shows its secret once; what it may is chosen from all that there is',
    async () => {
      const { page, complaints } = await at.visitors.enter(mia, '/settings/keys/+');
      await page.locator('input[name=name]').fill('Billing');
      await page.getByRole('combobox', { name: 'Only this' }).fill('intake.open-ticket');
      await page.getByRole('option', { name: 'intake.open-ticket', exact: true }).click();
      await page.keyboard.press('Escape');
      await save(page, 'Billing');
      const secret = await page.locator('pre', { hasText: /^dbk_/ }).textContent();
      const answer = await fetch(`${at.desk.system.gatewayUrl}/api/v1/session`, {
        headers: { authorization: `Bearer ${secret}` },
      });
      expect(answer.status).toBe(200);
      await page.waitForURL(({ pathname }) => pathname !== '/settings/keys/+');
      await page.reload();
      await page.getByText('Last used').waitFor();
      expect(await page.locator('pre', { hasText: /^dbk_/ }).count()).toBe(0);
      await page.getByRole('button', { name: 'Revoke' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
      await page.getByText('Billing is revoked').waitFor();
      const { items } = (await at.desk.api.get<KeyList>('/keys')).body;
      expect(items.map(({ name }) => name)).not.toContain('Billing');
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'an agent is shown what is theirs to set up, and nothing else',
    async () => {
      const account = { email: 'ana@desk.example.test', name: 'Ana', role: 'agent' };
      expect((await at.desk.api.put('/accounts/ana', account)).status).toBeLessThan(300);
      const { url } = (await at.desk.api.post<MadeLink>('/accounts/ana/links', { by: 'hand' })).body;
      const { page } = await at.visitors.visit(new URL(url!).pathname);
      await page.locator('input[type=password]').first().fill('violet kettle maps');
      await page.keyboard.press('Enter');
      await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
      await page.goto('/settings/keys');
      const sections = page.getByRole('navigation', { name: 'Settings' });
      await sections.waitFor();
      expect(await sections.getByRole('link').allTextContents()).toEqual([' Canned replies', ' Macros']);
    },
    patience,
  );
});
