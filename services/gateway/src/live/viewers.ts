import { doings, type Doing, type TicketSighting, type Viewer } from '@deskbeat/contracts';

/** How long somebody counts as present after they were last heard of, in milliseconds. */
export const presentForMs = 45_000;
/** Pages of one person and persons of one ticket that are told apart: nobody may fill the memory. */
const mostPages = 20;
const mostPeople = 1_000;

interface Page {
  doing: Doing;
  since: number;
  heard: number;
}
interface Present {
  name?: string;
  pages: Map<string, Page>;
}

type Seen = Pick<TicketSighting, 'personId' | 'name' | 'page'> & { doing: Doing; at: number };

/** Who has which ticket open. Each gateway hears all sightings, so each knows the same. */
export class Viewers {
  private readonly tickets = new Map<string, Map<string, Present>>();

  /** @returns whether others see a difference */
  hear({ ticketId, personId, name, page, doing, at }: TicketSighting, now: number): boolean {
    const before = this.shown(ticketId);
    if (doing === 'leaving') this.tickets.get(ticketId)?.get(personId)?.pages.delete(page);
    else this.note(ticketId, { personId, name, page, doing, at: Date.parse(at) }, now);
    this.prune(ticketId, now);
    return this.shown(ticketId) !== before;
  }

  /** Those who write first, then by when they began. */
  of(ticketId: string): Viewer[] {
    const people = [...(this.tickets.get(ticketId) ?? [])];
    return people
      .map(([personId, { name, pages }]) => {
        const { doing, since } = [...pages.values()].sort(strongest)[0]!;
        return { personId, ...(name !== undefined && { name }), doing, since: new Date(since).toISOString() };
      })
      .sort(
        (a, b) =>
          doings.indexOf(a.doing) - doings.indexOf(b.doing) ||
          a.since.localeCompare(b.since) ||
          a.personId.localeCompare(b.personId),
      );
  }

  /** Forgets who was not heard of for too long. @returns the tickets that they had open */
  expire(now: number): string[] {
    return [...this.tickets.keys()].filter((ticketId) => {
      const before = this.shown(ticketId);
      this.prune(ticketId, now);
      return this.shown(ticketId) !== before;
    });
  }

  private note(ticketId: string, { personId, name, page, doing, at }: Seen, now: number): void {
    const people = this.tickets.get(ticketId) ?? new Map<string, Present>();
    const present = people.get(personId) ?? { name, pages: new Map<string, Page>() };
    const known = present.pages.get(page);
    if (!known && (present.pages.size >= mostPages || people.size >= mostPeople)) return;
    present.pages.set(page, { doing, since: known?.doing === doing ? known.since : at, heard: now });
    present.name = name ?? present.name;
    this.tickets.set(ticketId, people.set(personId, present));
  }

  private prune(ticketId: string, now: number): void {
    const people = this.tickets.get(ticketId);
    if (!people) return;
    for (const [personId, { pages }] of people) {
      for (const [page, { heard }] of pages) if (heard + presentForMs < now) pages.delete(page);
      if (pages.size === 0) people.delete(personId);
    }
    if (people.size === 0) this.tickets.delete(ticketId);
  }

  private shown(ticketId: string): string {
    return JSON.stringify(this.of(ticketId));
  }
}

const strongest = (a: Page, b: Page): number => doings.indexOf(a.doing) - doings.indexOf(b.doing) || a.since - b.since;
