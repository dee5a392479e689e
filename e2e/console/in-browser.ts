import { afterAll, beforeAll, describe } from '@jest/globals';
import type { MadeLink, OpenTicket, TicketView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import type { Member } from '@deskbeat/tools';
import { openDesk, type Desk } from '../harness.js';
import { hasChromium, Visitors } from './browser.js';

/** How long a test in a browser may take where others work on the same machine. */
export const patience = 150_000;

/** A whole system with a browser before it, there as soon as tests run. */
export class BrowserDesk {
  desk!: Desk;
  visitors!: Visitors;

  async open(): Promise<void> {
    this.desk = await openDesk();
    this.visitors = await Visitors.at(this.desk.system.gatewayUrl);
  }

  async close(): Promise<void> {
    await this.visitors?.close();
    await this.desk?.close();
  }

  /** Follows a link that lets somebody in for the first time. */
  async welcome({ url }: MadeLink, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const address = this.desk.system.gatewayUrl + new URL(url!).pathname;
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the welcome was refused: ${answer.status}`);
  }

  async read(id: string): Promise<TicketView> {
    return (await this.desk.api.get<TicketView>(`/tickets/${id}`)).body;
  }

  async report(subject: string, more: Partial<OpenTicket> = {}): Promise<TicketView> {
    const body = { subject, text: 'It does not work.', customer: { email: 'mira@contoso.example.test' }, ...more };
    return (await this.desk.api.post<TicketView>('/tickets', body)).body;
  }

  /** A ticket that somebody has and that its clock runs for. */
  async reportTo({ id: personId }: Member, subject: string, more: Partial<OpenTicket> = {}): Promise<TicketView> {
    const { id } = await this.report(subject, more);
    // Assignment may not have heard of the ticket yet.
    await eventually(async () => {
      const { status } = await this.desk.api.post(`/tickets/${id}/assignment`, { personId }, { as: 'person:mia' });
      if (status >= 300) throw new Error(`assignment answered ${status}`);
    });
    return eventually(async () => {
      const ticket = await this.read(id);
      const isTheirs = ticket.assigneeId === personId && ticket.status === 'in-progress';
      if (!isTheirs || ticket.clocks.length === 0) throw new Error('not yet');
      return ticket;
    });
  }
}

/** Tests with a system and a browser of their own; skipped by name where there is no browser. */
export function inBrowser(title: string, tests: (at: BrowserDesk) => void): void {
  (hasChromium ? describe : describe.skip)(title, () => {
    const at = new BrowserDesk();
    beforeAll(() => at.open(), patience);
    afterAll(() => at.close(), patience);
    tests(at);
  });
}
