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
import type { Clock, Outcome } from '../domain/clock.js';
import type { PendingAction } from '../domain/clock-state.js';
import { rangeOf } from '../domain/ranges.js';

/** `_id` is the ticket's id. */
export type ClockDocument = AggregateDocument &
  Clock & {
    range: number;
    /** When the oldest action that is not done was decided. */
    actionAt?: Date;
  };
export type KnownClock = ClockDocument & { priority: Priority; policyId: string; edition: number };
export interface Mark {
  _id: string;
  nextMarkAt: Date;
}

const { Mixed } = Schema.Types;

export const clockSchema = aggregateSchema<ClockDocument>({
  range: Number,
  policyId: String,
  edition: Number,
  priority: String,
  history: Mixed,
  said: [String],
  faces: Mixed,
  dueAt: Date,
  nextMarkAt: Date,
  open: Number,
  actions: Mixed,
  actionAt: Date,
});
clockSchema.index({ range: 1, nextMarkAt: 1 }, { name: 'marks' });
clockSchema.index({ open: 1, _id: 1 }, { name: 'open' });
clockSchema.index({ actionAt: 1 }, { sparse: true, name: 'actions' });

/** The clock without what is only stored. */
function clockOf(clock: Clock): Clock {
  const { history, said, faces, policyId, edition, priority, dueAt, nextMarkAt, open, actions } = clock;
  return {
    history,
    said,
    faces,
    ...(policyId !== undefined && { policyId, edition, priority }),
    ...(dueAt && { dueAt }),
    ...(nextMarkAt && { nextMarkAt }),
    ...(open && { open }),
    ...(actions && { actions }),
  };
}

const factsOf = ({ sayings }: Outcome): Fact[] =>
  sayings.map(({ contract, data }) => ({ subject: contract.subject, data }));

const documentOf = (ticketId: string, clock: Clock): Clock & Pick<ClockDocument, 'range' | 'actionAt'> => ({
  ...clock,
  range: rangeOf(ticketId),
  ...(clock.actions && { actionAt: clock.actions[0]!.at }),
});

@Injectable()
export class ClockStore {
  private readonly clocks: Collection<ClockDocument>;

  constructor(
    @Inject(aggregateToken('clock')) private readonly aggregates: AggregateStore<ClockDocument>,
    @InjectModel('Clock') model: Model<ClockDocument>,
  ) {
    this.clocks = collectionOf(model);
  }

  /** @throws Problem `not-found`, also while only news of the ticket came, but not its opening */
  async need(ticketId: string): Promise<KnownClock> {
    const clock = await this.aggregates.need(ticketId);
    if (!clock.priority) throw new Problem('not-found', { context: { entity: 'clock', id: ticketId } });
    return clock as KnownClock;
  }

  /** @returns `exists` when the ticket has a clock already */
  async create(ticketId: string, outcome: Outcome, origin: Origin): Promise<Clock | 'exists'> {
    const state = { _id: ticketId, ...documentOf(ticketId, outcome.clock) };
    const result = await this.aggregates.create(state, factsOf(outcome), origin);
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
      if (typeof outcome === 'string') return undefined;
      return { next: documentOf(ticketId, outcome.clock), facts: factsOf(outcome) };
    };
    try {
      return await this.aggregates.revise(ticketId, origin, revision);
    } catch (error) {
      if (problemOf(error).code === 'not-found') return 'absent';
      throw error;
    }
  }

  /** The marks of a range up to an instant, oldest first. */
  marksUntil(until: Date, range: number, limit: number): Promise<Mark[]> {
    return this.clocks
      .find({ range, nextMarkAt: { $lte: until } })
      .project<Mark>({ nextMarkAt: 1 })
      .sort({ nextMarkAt: 1 })
      .limit(limit)
      .toArray();
  }

  /** Clocks of tickets that are not resolved, in the order of their ids. */
  openAfter(id: string, limit: number): Promise<ClockDocument[]> {
    return this.clocks
      .find({ open: 1, _id: { $gt: id } })
      .sort({ open: 1, _id: 1 })
      .limit(limit)
      .toArray() as Promise<ClockDocument[]>;
  }

  /** Tickets with actions that are not done, oldest first. */
  async withActions(until: Date, limit: number, except: readonly string[]): Promise<string[]> {
    const found = await this.clocks
      .find({ actionAt: { $lte: until }, ...(except.length > 0 && { _id: { $nin: [...except] } }) })
      .project<{ _id: string }>({ _id: 1 })
      .sort({ actionAt: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  /** Puts something else in the place of an action, or takes it out. Nobody else needs to know. */
  async settle(ticketId: string, key: string, instead: PendingAction | undefined): Promise<void> {
    await this.revise(ticketId, { actor: { kind: 'system', id: 'sla' }, at: new Date() }, (clock) => {
      const { actions = [], ...rest } = clockOf(clock);
      const left = actions.flatMap((one) => (one.key !== key ? [one] : instead ? [instead] : []));
      return { clock: { ...rest, ...(left.length > 0 && { actions: left }) }, sayings: [] };
    });
  }
}
