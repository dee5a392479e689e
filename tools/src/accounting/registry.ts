import {
  getOverview,
  getTimeline,
  listPeople,
  listTickets,
  type Actor,
  type Overview,
  type PersonView,
  type TicketView,
  type TimelineEntry,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';

const actor: Actor = { kind: 'system', id: 'tools' };
const ask = { actor, deadlineMs: 15_000 };

/** What the owners say, asked over the bus in pages. */
export class Registry {
  private readonly bus: Bus;

  constructor(natsUrl: string) {
    this.bus = new Bus(natsUrl, 'tools');
  }

  /** Newest tickets first, page by page, until `isEnough` says so. */
  async newestTickets(isEnough: (found: Map<string, TicketView>) => boolean): Promise<Map<string, TicketView>> {
    const found = new Map<string, TicketView>();
    let cursor: string | undefined;
    do {
      const page = await this.bus.ask(listTickets, { order: 'newest', limit: 200, ...(cursor && { cursor }) }, ask);
      for (const ticket of page.items) found.set(ticket.id, ticket);
      cursor = page.next;
    } while (cursor && !isEnough(found));
    return found;
  }

  async timeline(ticketId: string): Promise<TimelineEntry[]> {
    const entries: TimelineEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.bus.ask(getTimeline, { ticketId, limit: 200, ...(cursor && { cursor }) }, ask);
      entries.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return entries;
  }

  async people(): Promise<PersonView[]> {
    return (await this.bus.ask(listPeople, {}, ask)).items;
  }

  overview(): Promise<Overview> {
    return this.bus.ask(getOverview, {}, ask);
  }

  close(): Promise<void> {
    return this.bus.onApplicationShutdown();
  }
}
