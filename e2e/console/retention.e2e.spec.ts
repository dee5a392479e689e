import { beforeAll, expect, it } from '@jest/globals';
import type { Holds, RetentionRulesView, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { phone } from './browser.js';
import { inBrowser } from './in-browser.js';

const [, , mia] = team;
const patience = 120_000;

inBrowser('how long data is kept, in a browser', (at) => {
  let ticket: TicketView;
  beforeAll(async () => {
    const customer = { name: 'Uma', email: 'uma@home.example.test' };
    ticket = await at.report('A dark lamp', { text: 'It fell.', customer });
  }, patience);

  it(
    'somebody says how long, sees first what would go, and keeps what must be kept',
    async () => {
      const { page, complaints } = await at.visitors.enter(mia!, '/settings/retention');
      await page.getByLabel('Closed tickets, months').fill('24');
      await page.getByRole('button', { name: 'See what would go' }).click();
      await page.getByText('Tickets: nothing').waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/Applied next/).waitFor();
      const rules = (await at.desk.api.get<RetentionRulesView>('/retention-rules')).body;
      expect(rules).toMatchObject({ version: 1, closedTicketsMonths: 24 });
      await page.getByRole('combobox', { name: 'Ticket' }).click();
      await page.getByRole('option', { name: new RegExp(ticket.number) }).click();
      await page.getByLabel('Reason').fill('A court asked');
      await page.getByRole('button', { name: 'Hold all of its customer' }).click();
      await page.getByRole('row', { name: /Customer Uma/ }).waitFor();
      await eventually(async () =>
        expect((await at.desk.api.get<Holds>('/holds')).body.items).toMatchObject([{ kind: 'customer' }]),
      );
      await page.getByRole('button', { name: 'Apply now' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Apply now' }).click();
      await page.getByText('Nothing was old enough').waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a hold ends, on a phone as well',
    async () => {
      const { page, complaints } = await at.visitors.enter(mia!, '/settings/retention', phone);
      await page.getByRole('button', { name: 'Hold no more' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Hold no more' }).click();
      await page.getByText('Nothing is on hold').waitFor();
      expect((await at.desk.api.get<Holds>('/holds')).body.items).toEqual([]);
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
