import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Holds, RetentionRulesView, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { openDesk, team, type Desk } from '../harness.js';
import { hasChromium, phone, Visitors } from './browser.js';

const [, , mia] = team;
const patience = 120_000;

(hasChromium ? describe : describe.skip)('how long data is kept, in a browser', () => {
  let desk: Desk;
  let visitors: Visitors;
  let ticket: TicketView;
  beforeAll(async () => {
    desk = await openDesk();
    visitors = await Visitors.at(desk.system.gatewayUrl);
    const customer = { name: 'Uma', email: 'uma@home.example.test' };
    ticket = (await desk.api.post<TicketView>('/tickets', { subject: 'A dark lamp', text: 'It fell.', customer })).body;
  }, patience);
  afterAll(async () => {
    await visitors?.close();
    await desk?.close();
  }, patience);

  it(
    'somebody says how long, sees first what would go, and keeps what must be kept',
    async () => {
      const { page, complaints } = await visitors.enter(mia!, '/settings/retention');
      await page.getByLabel('Closed tickets, months').fill('24');
      await page.getByRole('button', { name: 'See what would go' }).click();
      await page.getByText('Tickets: nothing').waitFor();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/Applied next/).waitFor();
      const rules = (await desk.api.get<RetentionRulesView>('/retention-rules')).body;
      expect(rules).toMatchObject({ version: 1, closedTicketsMonths: 24 });
      await page.getByRole('combobox', { name: 'Ticket' }).click();
      await page.getByRole('option', { name: new RegExp(ticket.number) }).click();
      await page.getByLabel('Reason').fill('A court asked');
      await page.getByRole('button', { name: 'Hold all of its customer' }).click();
      await page.getByRole('row', { name: /Customer Uma/ }).waitFor();
      await eventually(async () =>
        expect((await desk.api.get<Holds>('/holds')).body.items).toMatchObject([{ kind: 'customer' }]),
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
      const { page, complaints } = await visitors.enter(mia!, '/settings/retention', phone);
      await page.getByRole('button', { name: 'Hold no more' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Hold no more' }).click();
      await page.getByText('Nothing is on hold').waitFor();
      expect((await desk.api.get<Holds>('/holds')).body.items).toEqual([]);
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
