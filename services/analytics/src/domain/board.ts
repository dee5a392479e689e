import {
  priorities,
  statuses,
  ticketTypes,
  type Durations,
  type Overview,
  type Priority,
  type Status,
} from '@deskbeat/contracts';
import { firstResponseMs, resolutionMs, type TicketFact } from './ticket-fact.js';

const none = 255;
const firstCapacity = 1_024;

const codeIn = (values: readonly string[], value: string | undefined): number => {
  const code = value === undefined ? -1 : values.indexOf(value);
  return code < 0 ? none : code;
};

/** A ticket as the board knows it; times in epoch milliseconds, durations in milliseconds, NaN where there is none yet. */
export interface BoardRow {
  reported: number;
  /** After reporting. */
  responded: number;
  resolved: number;
  status?: Status;
  priority?: Priority;
  breached: boolean;
}

/**
 * All tickets as columns of numbers, about 30 bytes a ticket and its id: an overview of any period is one walk over
 * them, its percentiles are exact. A ticket that is put again takes the place it had.
 */
export class Board {
  private readonly rows = new Map<string, number>();
  private capacity = firstCapacity;
  private revision = new Uint32Array(firstCapacity);
  private reported = new Float64Array(firstCapacity);
  private responded = new Float64Array(firstCapacity);
  private resolved = new Float64Array(firstCapacity);
  private status = new Uint8Array(firstCapacity);
  private type = new Uint8Array(firstCapacity);
  private priority = new Uint8Array(firstCapacity);
  private breached = new Uint8Array(firstCapacity);

  /**
   * A ticket that nobody has reported yet, as far as is known, is left out.
   * @param revision of the fact; an older one than the known changes nothing
   */
  put(ticketId: string, revision: number, fact: TicketFact): void {
    if (!fact.reportedAt) return;
    const known = this.rows.get(ticketId);
    if (known !== undefined && this.revision[known]! >= revision) return;
    const row = known ?? this.rows.size;
    if (row === this.capacity) this.grow();
    this.rows.set(ticketId, row);
    this.revision[row] = revision;
    this.reported[row] = fact.reportedAt.getTime();
    this.responded[row] = firstResponseMs(fact) ?? NaN;
    this.resolved[row] = resolutionMs(fact) ?? NaN;
    this.status[row] = codeIn(statuses, fact.status?.value);
    this.type[row] = codeIn(ticketTypes, fact.type?.value);
    this.priority[row] = codeIn(priorities, fact.priority?.value);
    this.breached[row] = fact.breaches.length > 0 ? 1 : 0;
  }

  /** Of the tickets reported from `since` on and before `until`, in epoch milliseconds. */
  overview(since = -Infinity, until = Infinity): Overview {
    const size = this.rows.size;
    const counts = { status: new Uint32Array(256), type: new Uint32Array(256), priority: new Uint32Array(256) };
    const responded = new Float64Array(size);
    const resolved = new Float64Array(size);
    let tickets = 0;
    let responses = 0;
    let resolutions = 0;
    let breached = 0;
    for (let row = 0; row < size; row++) {
      const at = this.reported[row]!;
      if (at < since || at >= until) continue;
      tickets++;
      breached += this.breached[row]!;
      counts.status[this.status[row]!]!++;
      counts.type[this.type[row]!]!++;
      counts.priority[this.priority[row]!]!++;
      if (!Number.isNaN(this.responded[row]!)) responded[responses++] = this.responded[row]!;
      if (!Number.isNaN(this.resolved[row]!)) resolved[resolutions++] = this.resolved[row]!;
    }
    return {
      tickets,
      byStatus: named(statuses, counts.status),
      byType: named(ticketTypes, counts.type),
      byPriority: named(priorities, counts.priority),
      breached,
      firstResponse: durationsOf(responded.subarray(0, responses)),
      resolution: durationsOf(resolved.subarray(0, resolutions)),
    };
  }

  /** Hands out each ticket; the row is the same object each time. */
  each(visit: (row: Readonly<BoardRow>) => void): void {
    const row: BoardRow = { reported: NaN, responded: NaN, resolved: NaN, breached: false };
    for (let index = 0; index < this.rows.size; index++) {
      row.reported = this.reported[index]!;
      row.responded = this.responded[index]!;
      row.resolved = this.resolved[index]!;
      row.status = statuses[this.status[index]!];
      row.priority = priorities[this.priority[index]!];
      row.breached = this.breached[index] === 1;
      visit(row);
    }
  }

  private grow(): void {
    this.capacity *= 2;
    const wider = <A extends Float64Array | Uint32Array | Uint8Array>(column: A, next: A): A => {
      next.set(column);
      return next;
    };
    this.revision = wider(this.revision, new Uint32Array(this.capacity));
    this.reported = wider(this.reported, new Float64Array(this.capacity));
    this.responded = wider(this.responded, new Float64Array(this.capacity));
    this.resolved = wider(this.resolved, new Float64Array(this.capacity));
    this.status = wider(this.status, new Uint8Array(this.capacity));
    this.type = wider(this.type, new Uint8Array(this.capacity));
    this.priority = wider(this.priority, new Uint8Array(this.capacity));
    this.breached = wider(this.breached, new Uint8Array(this.capacity));
  }
}

const named = (values: readonly string[], counts: Uint32Array): Record<string, number> =>
  Object.fromEntries(values.map((value, code) => [value, counts[code]!]));

/** Percentiles by nearest rank: each is a duration that occurred. */
export function durationsOf(values: ArrayLike<number>): Durations {
  const count = values.length;
  if (count === 0) return { count };
  const sorted = Float64Array.from(values).sort();
  const rank = (percent: number): number => sorted[Math.ceil((percent / 100) * count) - 1]!;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  return { count, mean, p50: rank(50), p90: rank(90), p95: rank(95), p99: rank(99) };
}
