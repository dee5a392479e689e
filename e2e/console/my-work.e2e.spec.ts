import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { openDesk, team, type Desk } from '../harness.js';
import { hasChromium, Visitors } from './browser.js';

const [ana] = team;
const patience = 150_000;

(hasChromium ? describe : describe.skip)('an agent’s work, in a browser', () => {
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
    const body = {
      subject,
      text: 'It does not work.',
      priority: 'urgent',
      customer: { email: 'mira@contoso.example.test' },
    };
    const { id } = (await desk.api.post<TicketView>('/tickets', body)).body;
    await desk.api.post(`/tickets/${id}/assignment`, { personId: ana!.id }, { as: 'person:mia' });
    return eventually(async () => {
      const ticket = (await desk.api.get<TicketView>(`/tickets/${id}`)).body;
      if (ticket.assigneeId !== ana!.id || ticket.clocks.length === 0) throw new Error('not yet');
      return ticket;
    });
  };

  it(
    'what is assigned appears by itself, with its countdown and as news',
    async () => {
      const { page, complaints } = await visitors.enter(ana!);
      await page.getByText('Nothing to do').waitFor();
      await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
      const ticket = await report('The projector stays dark');
      await page.locator(`[data-ticket="${ticket.id}"]`).waitFor();
      const chip = page.locator(`[data-ticket="${ticket.id}"] [data-sla]`);
      expect(await chip.getAttribute('data-sla')).toBe('calm');
      expect(await chip.textContent()).toMatch(/^(2 h 0|1 h 5\d) m$/);
      await page.getByText(`${ticket.number} is yours`).first().waitFor({ timeout: 60_000 });
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a ticket is opened by keyboard alone',
    async () => {
      const { page, complaints } = await visitors.enter(ana!);
      await page.getByText('New for you').waitFor();
      await page.keyboard.press('c');
      await page.getByRole('combobox', { name: 'Customer' }).fill('Noor Salt <noor@wingtip.example.test>');
      await page.getByLabel('Subject').fill('A second delivery address');
      await page.keyboard.press('Control+Enter');
      await page.getByText(/DB-\d+ is open/).waitFor();
      const { items } = (await desk.api.get<{ items: TicketView[] }>('/tickets?order=newest&limit=1')).body;
      expect(items[0]).toMatchObject({
        subject: 'A second delivery address',
        channel: 'phone',
        customerName: 'Noor Salt',
      });
      expect(complaints).toEqual([]);
    },
    patience,
  );
});
