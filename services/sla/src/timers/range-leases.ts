import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { onlyDuplicates, collectionOf } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { leaseMoves, type Lease } from '../domain/leases.js';
import { rangeCount } from '../domain/ranges.js';

/** `range-3`: who has it; `replica-<id>`: that it lives; `watch`: when clocks were last watched at all. */
export interface TimerDocument {
  _id: string;
  owner?: string;
  until?: Date;
  at?: Date;
  since?: Date;
}

export const timerSchema = new Schema<TimerDocument>(
  { _id: String, owner: String, until: Date, at: Date, since: Date } as never,
  { versionKey: false },
);

/** Nobody watched the clocks for so long: an outage. */
const outageMs = 30_000;

/**
 * The ranges of clocks that this replica looks after. Leases are about processes, so they go by real time, whatever
 * time the clocks go by; a lease that two believe to have does no harm, only double work.
 */
@Injectable()
export class RangeLeases implements BeforeApplicationShutdown {
  private readonly logger = new Logger('range leases');
  private readonly me = randomUUID();
  private readonly timers: Collection<TimerDocument>;
  private owned = new Set<number>();
  private since?: Date;
  private timer?: NodeJS.Timeout;
  private beating?: Promise<void>;
  private closing = false;
  private gained: () => void = () => undefined;

  constructor(
    @InjectModel('Timer') model: Model<TimerDocument>,
    private readonly time: Time,
    private readonly leaseMs: number,
  ) {
    this.timers = collectionOf(model);
  }

  owns(range: number): boolean {
    return this.owned.has(range);
  }

  get ranges(): number[] {
    return [...this.owned];
  }

  /** Names what is late because nobody watched: the same in every replica. */
  batch(): string | undefined {
    return this.since && `since-${this.since.getTime()}`;
  }

  /** Takes part from now on. @param gained called when ranges were won */
  async start(gained: () => void): Promise<void> {
    this.gained = gained;
    await this.beatForEver();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.beating;
    this.owned = new Set();
    await this.timers
      .updateMany({ owner: this.me, _id: { $in: rangeIds } }, { $unset: { owner: 1, until: 1 } })
      .catch(() => undefined);
    await this.timers.deleteOne({ _id: `replica-${this.me}` }).catch(() => undefined);
  }

  private async beatForEver(): Promise<void> {
    this.beating = this.beat().catch((error: unknown) => this.logger.warn(`keeps what it has: ${String(error)}`));
    await this.beating;
    if (!this.closing) this.timer = setTimeout(() => void this.beatForEver(), this.leaseMs / 3).unref();
  }

  private async beat(): Promise<void> {
    const now = Date.now();
    const found = await this.timers.find({ _id: { $gt: '' } }).toArray();
    const byId = new Map(found.map((one) => [one._id, one]));
    await this.watch(byId.get('watch'));
    const replicas = found.filter(({ _id, until }) => _id.startsWith('replica-') && until && until.getTime() > now);
    const leases = rangeIds.map((id, range): Lease => {
      const { owner, until } = byId.get(id) ?? {};
      return { range, ...(owner && { owner }), until: until?.getTime() ?? 0 };
    });
    const { keep, take, release } = leaseMoves(
      this.me,
      leases,
      replicas.map(({ _id }) => _id.slice('replica-'.length)),
      now,
    );
    const until = new Date(now + this.leaseMs);
    await this.renew(keep, release, until);
    const taken = await Promise.all(take.map((lease) => this.take(lease, until)));
    const before = this.owned;
    this.owned = new Set([...keep, ...take.filter((_, index) => taken[index]).map(({ range }) => range)]);
    if ([...this.owned].some((range) => !before.has(range))) this.gained();
  }

  private async renew(keep: readonly number[], release: readonly number[], until: Date): Promise<void> {
    const own = (range: number) => ({ _id: `range-${range}`, owner: this.me });
    await this.timers.bulkWrite([
      { updateOne: { filter: { _id: `replica-${this.me}` }, update: { $set: { until } }, upsert: true } },
      ...keep.map((range) => ({ updateOne: { filter: own(range), update: { $set: { until } } } })),
      ...release.map((range) => ({
        updateOne: { filter: own(range), update: { $unset: { owner: 1 as const, until: 1 as const } } },
      })),
    ]);
  }

  private async take({ range, owner, until }: Lease, next: Date): Promise<boolean> {
    const asSeen = owner === undefined ? { owner: { $exists: false } } : { owner, until: new Date(until) };
    try {
      const update = { $set: { owner: this.me, until: next } };
      const upsert = owner === undefined;
      const { modifiedCount, upsertedCount } = await this.timers.updateOne(
        { _id: `range-${range}`, ...asSeen },
        update,
        { upsert },
      );
      return modifiedCount + upsertedCount === 1;
    } catch (error) {
      if (onlyDuplicates(error)) return false;
      throw error;
    }
  }

  /** Notes that clocks are watched, and since when they were not after an outage. */
  private async watch(known: TimerDocument | undefined): Promise<void> {
    const at = new Date(this.time.now());
    const before = known?.at;
    this.since = known?.since;
    if (before && at.getTime() - before.getTime() > outageMs) {
      this.since = before;
      await this.timers.updateOne({ _id: 'watch', at: before }, { $set: { at, since: before } });
    } else if (!before || at > before) {
      await this.timers.updateOne({ _id: 'watch' }, { $max: { at } }, { upsert: true });
    }
  }
}

const rangeIds = Array.from({ length: rangeCount }, (_, range) => `range-${range}`);
