import type { ClockFace } from '@deskbeat/contracts';
import { nearestFace } from '../../ui/sla-time.js';

export const urgencies = ['breached', 'hour', 'today', 'later', 'waiting'] as const;
/** How pressing a ticket is: past its promise, within the hour, within a day, later, or nothing counts. */
export type Urgency = (typeof urgencies)[number];

const hour = 3_600_000;

export function urgencyOf(clocks: readonly ClockFace[], now: number): Urgency {
  const face = nearestFace(clocks);
  if (!face || face.state === 'paused' || face.dueAt === undefined) return 'waiting';
  const left = Date.parse(face.dueAt) - now;
  if (left <= 0 || face.state === 'breached') return 'breached';
  if (left <= hour) return 'hour';
  return left <= 24 * hour ? 'today' : 'later';
}

/** In the order of urgency, each group in the order that it came in; empty groups are left out. */
export function byUrgency<T extends { clocks: readonly ClockFace[] }>(
  tickets: readonly T[],
  now: number,
): [Urgency, T[]][] {
  const groups = new Map<Urgency, T[]>(urgencies.map((urgency) => [urgency, []]));
  for (const ticket of tickets) groups.get(urgencyOf(ticket.clocks, now))!.push(ticket);
  return [...groups].filter(([, list]) => list.length > 0);
}
