import { priorities, statuses, type HourlyFlow, type Status, type Wallboard } from '@deskbeat/contracts';
import { durationsOf, type Board } from './board.js';

const hour = 3_600_000;
const hours = 24;
const week = 7 * 24 * hour;

const ended: ReadonlySet<Status> = new Set(['resolved', 'closed']);
const nobodyHas: ReadonlySet<Status> = new Set(['new', 'pending-assignment']);

const countsOf = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, 0]));

/**
 * How things stand: one walk over all tickets.
 * @param today when the day of those who look began; both in epoch milliseconds
 */
export function wallboardOf(board: Board, today: number, now: number): Wallboard {
  const firstHour = Math.floor(now / hour) * hour - (hours - 1) * hour;
  const flow: HourlyFlow[] = Array.from({ length: hours }, (_, index) => ({
    from: new Date(firstHour + index * hour).toISOString(),
    created: 0,
    resolved: 0,
  }));
  const flowAt = (at: number): HourlyFlow | undefined =>
    at > now ? undefined : flow[Math.floor((at - firstHour) / hour)];
  const byStatus = countsOf(statuses.filter((status) => !ended.has(status)));
  const byPriority = countsOf(priorities);
  const responses: number[] = [];
  const resolutions: number[] = [];
  const told = { open: 0, unassigned: 0, breached: 0, createdToday: 0, resolvedToday: 0 };
  board.each(({ reported, responded, resolved, status, priority, breached }) => {
    const isRecent = reported >= now - week && reported <= now;
    const created = flowAt(reported);
    if (created) created.created++;
    if (reported >= today && reported <= now) told.createdToday++;
    if (isRecent && !Number.isNaN(responded)) responses.push(responded);
    if (!Number.isNaN(resolved)) {
      if (isRecent) resolutions.push(resolved);
      const done = flowAt(reported + resolved);
      if (done) done.resolved++;
      if (reported + resolved >= today) told.resolvedToday++;
    }
    if (status === undefined || ended.has(status)) return;
    told.open++;
    byStatus[status]!++;
    if (priority !== undefined) byPriority[priority]!++;
    if (nobodyHas.has(status)) told.unassigned++;
    if (breached) told.breached++;
  });
  const [firstResponse, resolution] = [durationsOf(responses), durationsOf(resolutions)];
  return { ...told, byStatus, byPriority, hours: flow, firstResponse, resolution };
}
