import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { openDesk, team, type Desk } from '../harness.js';
import { hasChromium, Visitors } from './browser.js';

const [ana] = team;
const patience = 150_000;

(hasChromium ? describe : describe.skip)('many tickets, in a browser', () => {
  let desk: Desk;
  let visitors: Visitors;
  let tickets: TicketView[];
  beforeAll(async () => {
    desk = await openDesk();
    visitors = await Visitors.at(desk.system.gatewayUrl);
    const customer = { email: 'mira@contoso.example.test' };
    const subjects = ['The printer prints blank', 'The projector stays dark', 'A question about invoices'];
    tickets = [];
    for (const subject of subjects) {
      const { id } = (await desk.api.post<TicketView>('/tickets', { subject, text: 'Help.', customer })).body;
      await desk.api.post(`/tickets/${id}/assignment`, { personId: ana!.id }, { as: 'person:mia' });
      tickets.push(await eventually(() => inProgress(id)));
    }
  }, patience);
  afterAll(async () => {
    await visitors?.close();
    await desk?.close();
  }, patience);

  const read = async (id: string) => (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
  const inProgress = async (id: string): Promise<TicketView> => {
    const ticket = await read(id);
    if (ticket.status !== 'in-progress' || ticket.assigneeId !== ana!.id) throw new Error('not yet');
    return ticket;
  };

  it(
    'a card is dragged to where it may go; what is missing is asked for',
    async () => {
      const { page, complaints } = await visitors.enter(ana!, '/board');
      const card = page.locator(`[data-status=in-progress] [data-ticket="${tickets[0]!.id}"]`);
      await card.waitFor();
      await card.dragTo(page.locator('[data-status=resolved]'));
      await page.getByRole('textbox', { name: 'Solution' }).fill('A new ribbon');
      await page.getByRole('button', { name: 'Move to Resolved' }).click();
      await page.locator(`[data-status=resolved] [data-ticket="${tickets[0]!.id}"]`).waitFor();
      expect(await read(tickets[0]!.id)).toMatchObject({ status: 'resolved', resolution: 'A new ribbon' });
      await page.locator(`[data-ticket="${tickets[1]!.id}"]`).dragTo(page.locator('[data-status=new]'));
      expect((await read(tickets[1]!.id)).status).toBe('in-progress');
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'tickets are found by words and filters, and changed together',
    async () => {
      const { page, complaints } = await visitors.enter(ana!, '/tickets');
      await page.getByRole('link', { name: 'The projector stays dark' }).waitFor();
      await page.getByLabel('Search tickets').fill('status:open projector');
      await page.keyboard.press('Enter');
      await page.getByText('1 ticket matches').waitFor();
      await page.getByRole('button', { name: 'Remove status:open' }).waitFor();
      await page.getByLabel(`Select ${tickets[1]!.number}`).check();
      await page.getByRole('toolbar').getByRole('button', { name: 'Priority' }).click();
      await page.getByRole('menuitem', { name: 'Urgent' }).click();
      await page.getByText('1 ticket changed').waitFor();
      expect((await read(tickets[1]!.id)).priority).toBe('urgent');
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
