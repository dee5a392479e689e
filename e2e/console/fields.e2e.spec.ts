import { beforeAll, expect, it } from '@jest/globals';
import type { OpenedTicket } from '@deskbeat/contracts';
import { letIn, signIn } from './accounts.js';
import { laptop } from './browser.js';
import { inBrowser, patience } from './in-browser.js';

inBrowser('fields that not everybody sees, in a browser', (at) => {
  let number: string;
  beforeAll(async () => {
    await letIn(at.desk, 'rita', 'Rita', 'administrator');
    await letIn(at.desk, 'ana', 'Ana', 'agent');
    const fields = [
      { key: 'salary', label: 'Salary', kind: 'text' },
      { key: 'room', label: 'Room', kind: 'text' },
    ];
    await at.desk.api.post('/ticket-types', { key: 'pay', name: 'Pay', fields });
    const { body } = await at.desk.api.post<OpenedTicket['ticket']>('/tickets', {
      ...{ subject: 'How much is it?', channel: 'web', type: 'pay', customer: { name: 'Mira' } },
      fields: { salary: 'seventythousand', room: 'attic' },
    });
    number = body.number;
  }, patience);

  it(
    'an administrator says who sees and who changes them, and an agent sees what is left, as text where it is fixed',
    async () => {
      const { page, complaints } = await at.visitors.visit('/settings/fields');
      await signIn(page, 'rita');
      await page.getByRole('combobox', { name: 'Who sees Salary' }).click();
      await page.getByRole('option', { name: 'Lead' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Who changes Priority' }).first().click();
      await page.getByRole('option', { name: 'Manager' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Who changes Room' }).click();
      await page.getByRole('option', { name: 'Administrators only' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Who sees which field is saved').waitFor();
      await page.reload();
      await page.locator('[data-field="fields.salary"]').getByText('Lead').waitFor();
      const agent = await at.visitors.visit(`/tickets/${number}`, { ...laptop, locale: 'en-GB' });
      await signIn(agent.page, 'ana');
      await agent.page.locator('[data-fixed]').getByText('attic').waitFor();
      expect(await agent.page.getByText('Salary').count()).toBe(0);
      expect(await agent.page.getByText('seventythousand').count()).toBe(0);
      expect(await agent.page.locator('[data-fixed] input').count()).toBe(0);
      await page.goto(`/tickets/${number}`);
      await page.locator('input[value="seventythousand"]').waitFor();
      expect([...complaints, ...agent.complaints].filter((one) => !one.includes('401'))).toEqual([]);
    },
    patience,
  );
});
