import { Injectable } from '@nestjs/common';
import {
  getTicket,
  getTimeline,
  listTickets,
  openTicket,
  receiveMessage,
  type Identity,
  type TicketList,
  type TicketView,
  type TimelineEntry,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';

const most = 100;
/** Pages of a timeline that are read; each has up to 200 entries. */
const pages = 5;

/** What a customer does in the portal, in their own name. */
@Injectable()
export class PortalDesk {
  constructor(private readonly bus: Bus) {}

  list(who: Identity): Promise<TicketList> {
    return this.bus.ask(listTickets, { customerId: who.id, order: 'updated', limit: most }, asking(who));
  }

  async ticket(who: Identity, id: string): Promise<{ ticket: TicketView; entries: TimelineEntry[] }> {
    const ticket = await this.bus.ask(getTicket, { id }, asking(who));
    const entries: TimelineEntry[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages; page++) {
      const asked = { ticketId: ticket.id, limit: 200, ...(cursor !== undefined && { cursor }) };
      const read = await this.bus.ask(getTimeline, asked, asking(who));
      entries.push(...read.items);
      cursor = read.next;
      if (cursor === undefined) break;
    }
    return { ticket, entries };
  }

  /** @param key the same once more is nothing new */
  async open(who: Identity, said: { subject: string; text: string }, key: string): Promise<string> {
    const asked = {
      ...said,
      channel: 'web' as const,
      customer: { id: who.id },
      intakeKey: { source: 'portal', key: `${who.id}:${key}` },
    };
    return (await this.bus.ask(openTicket, asked, asking(who))).ticket.id;
  }

  async write(who: Identity, ticketId: string, text: string, key: string): Promise<void> {
    const asked = { ticketId, text, channel: 'web' as const, messageKey: `portal:${key}` };
    await this.bus.ask(receiveMessage, asked, asking(who));
  }
}

const asking = (identity: Identity): AskOptions => ({
  actor: { kind: identity.kind, id: identity.id, ...(identity.name && { name: identity.name }) },
  identity,
  deadlineMs: 10_000,
});
