import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { Problem, problemOf, type Priority } from '@deskbeat/contracts';
import {
  aggregateSchema,
  aggregateToken,
  collectionOf,
  type AggregateDocument,
  type AggregateStore,
  type Fact,
  type Origin,
} from '@deskbeat/persistence';
import type { Clock, Outcome } from './domain/clock.js';

/** `_id` is the ticket's id. */
export type ClockDocument = AggregateDocument & Clock;

const { Mixed } = Schema.Types;

export const clockSchema = aggregateSchema<ClockDocument>({
  policyId: String,
  priority: String,
  history: Mixed,
  said: [String],
  faces: Mixed,
  dueAt: Date,
  nextMarkAt: Date,
});
clockSchema.index({ nextMarkAt: 1 }, { sparse: true, name: 'marks' });

const factsOf = ({ sayings }: Outcome): [Fact, ...Fact[]] =>
  sayings.map(({ contract, data }) => ({ subject: contract.subject, data })) as [Fact, ...Fact[]];

@Injectable()
export class SlaStore {
  private readonly clocks: Collection<ClockDocument>;

  constructor(
    @Inject(aggregateToken('clock')) private readonly aggregates: AggregateStore<ClockDocument>,
    @InjectModel('Clock') model: Model<ClockDocument>,
  ) {
    this.clocks = collectionOf(model);
  }

  /** @throws Problem `not-found`, also while only news of the ticket came, but not its opening */
  async need(ticketId: string): Promise<ClockDocument & { priority: Priority }> {
    const clock = await this.aggregates.need(ticketId);
    if (!clock.priority) throw new Problem('not-found', { context: { entity: 'clock', id: ticketId } });
    return { ...clock, priority: clock.priority };
  }

  /** @returns `exists` when the ticket has a clock already */
  async create(ticketId: string, outcome: Outcome, origin: Origin): Promise<Clock | 'exists'> {
    const result = await this.aggregates.create({ _id: ticketId, ...outcome.clock }, factsOf(outcome), origin);
    return 'created' in result ? result.created : 'exists';
  }

  /** @returns the clock as it is afterwards, or `absent` when the ticket has none */
  async revise(
    ticketId: string,
    origin: Origin,
    decide: (clock: Clock) => Outcome | string,
  ): Promise<Clock | 'absent'> {
    const revision = (clock: Clock) => {
      const outcome = decide(clock);
      return typeof outcome === 'string' ? undefined : { next: outcome.clock, facts: factsOf(outcome) };
    };
    try {
      return await this.aggregates.revise(ticketId, origin, revision);
    } catch (error) {
      if (problemOf(error).code === 'not-found') return 'absent';
      throw error;
    }
  }

  /** Tickets whose clock has something to say, oldest mark first. */
  async due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    const filter = { nextMarkAt: { $lte: new Date(now) }, ...(except.length > 0 && { _id: { $nin: [...except] } }) };
    const found = this.clocks.find(filter).project<{ _id: string }>({ _id: 1 }).sort({ nextMarkAt: 1 }).limit(limit);
    return (await found.toArray()).map(({ _id }) => _id);
  }

  /** The earliest mark after an instant, if there is any. */
  async nextMark(after: number): Promise<number | undefined> {
    const [next] = await this.clocks
      .find({ nextMarkAt: { $gt: new Date(after) } })
      .project<{ nextMarkAt: Date }>({ _id: 0, nextMarkAt: 1 })
      .sort({ nextMarkAt: 1 })
      .limit(1)
      .toArray();
    return next?.nextMarkAt.getTime();
  }
}
