import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import {
  aggregateSchema,
  aggregateToken,
  AggregateStore,
  collectionOf,
  type AggregateDocument,
} from '@deskbeat/persistence';
import type { Assignment } from './domain/assignment.js';

export type AssignmentDocument = Assignment & AggregateDocument;
type Waiting = AssignmentDocument & { state: 'waiting' };

const { Mixed } = Schema.Types;
const waitingOnly = { partialFilterExpression: { state: 'waiting' } };

export const assignmentSchema = aggregateSchema<AssignmentDocument>({
  state: String,
  queueId: String,
  personId: String,
  rank: Number,
  waitingSince: Date,
  excluded: [String],
  decisions: { type: Mixed },
  seen: { type: Mixed },
  unannounced: Boolean,
  traceparent: String,
});
assignmentSchema.index({ queueId: 1, rank: 1, waitingSince: 1, _id: 1 }, { name: 'line', ...waitingOnly });
assignmentSchema.index(
  { queueId: 1, unannounced: 1 },
  { name: 'unannounced', partialFilterExpression: { unannounced: true } },
);
assignmentSchema.index({ personId: 1 }, { name: 'open', partialFilterExpression: { state: 'assigned' } });

/** Who has which ticket, and which tickets wait. */
@Injectable()
export class AssignmentStore {
  private readonly documents: Collection<AssignmentDocument>;

  constructor(
    @InjectModel('Assignment') model: Model<AssignmentDocument>,
    @Inject(aggregateToken('assignment')) readonly aggregates: AggregateStore<AssignmentDocument>,
  ) {
    this.documents = collectionOf(model);
  }

  /** Waiting tickets of a queue in its order: priority, then age. */
  async line(queueId: string, limit: number, without: string[], after?: Waiting): Promise<Waiting[]> {
    const filter = {
      queueId,
      state: 'waiting',
      ...(without.length > 0 && { _id: { $nin: without } }),
      ...(after && behind(after)),
    };
    return (await this.documents
      .find(filter as Filter<AssignmentDocument>)
      .sort({ queueId: 1, rank: 1, waitingSince: 1, _id: 1 })
      .limit(limit)
      .toArray()) as Waiting[];
  }

  /** Waiting tickets of a queue of which nobody was told. */
  async unannounced(queueId: string, limit: number): Promise<Waiting[]> {
    const filter = { queueId, unannounced: true, state: 'waiting' } as Filter<AssignmentDocument>;
    return (await this.documents.find(filter).limit(limit).toArray()) as Waiting[];
  }

  async byIds(ids: string[]): Promise<AssignmentDocument[]> {
    return (await this.documents.find({ _id: { $in: ids } }).toArray()) as AssignmentDocument[];
  }

  async openOf(personId: string): Promise<number> {
    return this.documents.countDocuments({ personId, state: 'assigned' } as Filter<AssignmentDocument>);
  }

  async waitingIn(queueId: string): Promise<{ waiting: number; oldestSince?: Date }> {
    const filter = { queueId, state: 'waiting' } as Filter<AssignmentDocument>;
    const ranks = [0, 1, 2, 3, 4];
    const [waiting, ...firsts] = await Promise.all([
      this.documents.countDocuments(filter),
      ...ranks.map((rank) => this.firstOf(queueId, rank)),
    ]);
    const instants = firsts.filter((first) => first !== undefined).map((first) => first.getTime());
    return { waiting, ...(instants.length > 0 && { oldestSince: new Date(Math.min(...instants)) }) };
  }

  private async firstOf(queueId: string, rank: number): Promise<Date | undefined> {
    const first = await this.documents.findOne({ queueId, state: 'waiting', rank } as Filter<AssignmentDocument>, {
      sort: { waitingSince: 1 },
      projection: { waitingSince: 1 },
    });
    return first?.waitingSince;
  }
}

function behind({ rank, waitingSince, _id }: Waiting): object {
  return {
    rank: { $gte: rank },
    $or: [
      { rank: { $gt: rank } },
      { rank, waitingSince: { $gt: waitingSince } },
      { rank, waitingSince, _id: { $gt: _id } },
    ],
  };
}
