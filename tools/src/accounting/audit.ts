import type { TicketView, TimelineEntry } from '@deskbeat/contracts';
import type { Facts } from './facts.js';
import type { Registry } from './registry.js';
import { shortfallsOf } from './shortfalls.js';

export interface Shortfall {
  ticketId: string;
  number?: string;
  what: string[];
}

export interface Audit {
  tickets: TicketView[];
  /** Tickets that came in meanwhile and that nobody here sent. */
  others: string[];
  shortfalls: Shortfall[];
}

const timelinesAtOnce = 16;

/**
 * Holds every accepted ticket against its owner's list, its timeline and the events stream.
 * @param accepted ids that were acknowledged to a sender
 */
export async function audit(accepted: ReadonlySet<string>, facts: Facts, registry: Registry): Promise<Audit> {
  const views = await registry.newestTickets((found) => [...accepted].every((id) => found.has(id)));
  const timelines = await readTimelines(
    [...accepted].filter((id) => views.has(id)),
    registry,
  );
  const shortfalls = [...accepted].flatMap((ticketId) => {
    const view = views.get(ticketId);
    const what = shortfallsOf({ ticketId, view, timeline: timelines.get(ticketId), facts: facts.of(ticketId) });
    return what.length > 0 ? [{ ticketId, number: view?.number, what }] : [];
  });
  const others = [...facts.ticketIds].filter((id) => !accepted.has(id) && facts.of(id)!.opened > 0);
  return { tickets: [...accepted].flatMap((id) => views.get(id) ?? []), others, shortfalls };
}

async function readTimelines(ids: string[], registry: Registry): Promise<Map<string, TimelineEntry[]>> {
  const timelines = new Map<string, TimelineEntry[]>();
  const queue = ids[Symbol.iterator]();
  const reader = async (): Promise<void> => {
    for (const id of queue) timelines.set(id, await registry.timeline(id));
  };
  await Promise.all(Array.from({ length: timelinesAtOnce }, reader));
  return timelines;
}

export const shortfallLines = (shortfalls: readonly Shortfall[], shown = 10): string[] => [
  ...shortfalls.slice(0, shown).map(({ ticketId, number, what }) => `  ${number ?? ticketId}: ${what.join('; ')}`),
  ...(shortfalls.length > shown ? [`  and ${shortfalls.length - shown} more`] : []),
];
