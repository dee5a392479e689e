import {
  getOverview,
  getTimeline,
  listPeople,
  listTickets,
  type Overview,
  type PersonView,
  type TicketView,
  type TimelineEntry,
} from '@deskbeat/contracts';
import { Caller } from '../command/caller.js';

/** What the owners say, asked over the bus in pages. */
export class Registry {
  private constructor(private readonly bus: Caller) {}

  static async connect(natsUrl: string): Promise<Registry> {
    return new Registry(await Caller.connect(natsUrl));
  }

  /** Newest tickets first, page by page, until `isEnough` says so. */
  async newestTickets(isEnough: (found: Map<string, TicketView>) => boolean): Promise<Map<string, TicketView>> {
    const found = new Map<string, TicketView>();
    let cursor: string | undefined;
    do {
      const page = await this.bus.ask(listTickets, { order: 'newest', limit: 200, ...(cursor && { cursor }) });
      for (const ticket of page.items) found.set(ticket.id, ticket);
      cursor = page.next;
    } while (cursor && !isEnough(found));
    return found;
  }

  async timeline(ticketId: string): Promise<TimelineEntry[]> {
    const entries: TimelineEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.bus.ask(getTimeline, { ticketId, limit: 200, ...(cursor && { cursor }) });
      entries.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return entries;
  }

  async people(): Promise<PersonView[]> {
    return (await this.bus.ask(listPeople, {})).items;
  }

  overview(): Promise<Overview> {
    return this.bus.ask(getOverview, {});
  }

  close(): Promise<void> {
    return this.bus.close();
  }
}
