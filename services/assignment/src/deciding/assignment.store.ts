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
import { queueOrders, type QueueOrder } from '@deskbeat/contracts';
import type { QueueDocument } from '../directory/structure.store.js';
import type { Assignment } from '../domain/assignment.js';
import { lineKeys } from '../domain/eligible.js';

export type AssignmentDocument = Assignment & AggregateDocument;
export type Waiting = AssignmentDocument & { state: 'waiting' };
export type Assigned = AssignmentDocument & { state: 'assigned' };

/** `new`: waits, and nobody has decided about it yet. `given`: somebody has or had it. */
export type Standing = 'new' | 'waiting' | 'given';

/** What somebody has on their desk. */
export interface Load {
  tickets: number;
  points: number;
}

const { Mixed } = Schema.Types;
const waitingOnly = { partialFilterExpression: { state: 'waiting' } };

export const assignmentSchema = aggregateSchema<AssignmentDocument>({
  state: String,
  number: String,
  subject: String,
  about: { type: Mixed },
  queueId: String,
  personId: String,
  rank: Number,
  dueAt: Date,
  waitingSince: Date,
  reportedAt: Date,
  excluded: [String],
  skills: { type: Mixed },
  collaborators: [String],
  decisions: { type: Mixed },
  seen: { type: Mixed },
  unannounced: Boolean,
  triaged: Boolean,
  prefer: { type: Mixed },
  formerPersonId: String,
  points: Number,
  assignedAt: Date,
  onHold: Boolean,
  markAt: Date,
  traceparent: String,
});
const lineNames: Readonly<Record<QueueOrder, string>> = { priority: 'line', due: 'line-by-due', age: 'line-by-age' };
const ordered = (order: QueueOrder): Record<string, 1> =>
  Object.fromEntries(['queueId', ...lineKeys[order]].map((key) => [key, 1]));
for (const order of queueOrders) assignmentSchema.index(ordered(order), { name: lineNames[order], ...waitingOnly });
assignmentSchema.index(
  { queueId: 1, unannounced: 1 },
  { name: 'unannounced', partialFilterExpression: { unannounced: true } },
);
assignmentSchema.index({ personId: 1 }, { name: 'open', partialFilterExpression: { state: 'assigned' } });
assignmentSchema.index({ markAt: 1 }, { name: 'mark', sparse: true });
assignmentSchema.index({ reportedAt: -1 }, { name: 'reported' });

assignmentSchema.index({ 'about.customerId': 1, _id: 1 } as never, { name: 'customer', ...waitingOnly });

type Query = Filter<AssignmentDocument>;
type Line = Pick<QueueDocument, '_id' | 'order'>;

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

  /** Waiting tickets of a queue in its order. */
  async line({ _id: queueId, order = 'priority' }: Line, limit: number, without: string[] = [], after?: Waiting) {
    const filter = {
      queueId,
      state: 'waiting',
      ...(without.length > 0 && { _id: { $nin: without } }),
      ...(after && behind(after, order)),
    } as Query;
    const found = this.documents.find(filter, { hint: lineNames[order] });
    return (await found.sort(ordered(order)).limit(limit).toArray()) as Waiting[];
  }

  /** Waiting tickets of a queue of which nobody was told. */
  async unannounced(queueId: string, limit: number): Promise<Waiting[]> {
    const filter = { queueId, unannounced: true, state: 'waiting' } as Query;
    return (await this.documents.find(filter).limit(limit).toArray()) as Waiting[];
  }

  async byIds(ids: string[]): Promise<AssignmentDocument[]> {
    return (await this.documents.find({ _id: { $in: ids } }).toArray()) as AssignmentDocument[];
  }

  /** How it stands with tickets; who is not here is not named. */
  async standings(ids: string[]): Promise<Map<string, Standing>> {
    const projection = { state: 1, unannounced: 1 };
    const found = (await this.documents.find({ _id: { $in: ids } }, { projection }).toArray()) as unknown as (Pick<
      AssignmentDocument,
      '_id' | 'state'
    > & { unannounced?: true })[];
    return new Map(
      found.map(({ _id, state, unannounced }) => [
        _id,
        state !== 'waiting' ? 'given' : unannounced ? 'new' : 'waiting',
      ]),
    );
  }

  /** Open tickets of somebody, a page at a time. */
  async openOf(personId: string, limit: number): Promise<Assigned[]> {
    const filter = { personId, state: 'assigned' } as Query;
    return (await this.documents.find(filter).limit(limit).toArray()) as Assigned[];
  }

  /** Waiting tickets of a customer, a page at a time. */
  async waitingOf(customerId: string, limit: number, afterId = ''): Promise<Waiting[]> {
    const filter = { 'about.customerId': customerId, state: 'waiting', _id: { $gt: afterId } } as unknown as Query;
    return (await this.documents.find(filter).sort({ _id: 1 }).limit(limit).toArray()) as Waiting[];
  }

  /** Ids of tickets that wait in none of these queues. */
  async strays(queueIds: string[], limit: number): Promise<string[]> {
    const filter = { queueId: { $gte: '', $nin: queueIds }, state: 'waiting' } as Query;
    const found = await this.documents.find(filter).limit(limit).project({ _id: 1 }).toArray();
    return found.map(({ _id }) => _id as unknown as string);
  }

  /** What these people have; who has nothing is not named. */
  async loads(personIds: string[]): Promise<Map<string, Load>> {
    if (personIds.length === 0) return new Map();
    const found = await this.documents
      .aggregate<Load & { _id: string }>([
        { $match: { personId: { $in: personIds }, state: 'assigned' } },
        { $group: { _id: '$personId', tickets: { $sum: 1 }, points: { $sum: '$points' } } },
      ])
      .toArray();
    return new Map(found.map(({ _id, ...load }) => [_id, load]));
  }

  /** Ids of tickets whose mark is reached, oldest first. */
  async marked(now: Date, limit: number, except: readonly string[]): Promise<string[]> {
    const filter = { markAt: { $lte: now }, ...(except.length > 0 && { _id: { $nin: except } }) } as Query;
    const found = await this.documents.find(filter).sort({ markAt: 1 }).limit(limit).project({ _id: 1 }).toArray();
    return found.map(({ _id }) => _id as unknown as string);
  }

  async nextMark(after: number): Promise<number | undefined> {
    const filter = { markAt: { $gt: new Date(after) } } as Query;
    const [first] = await this.documents.find(filter).sort({ markAt: 1 }).limit(1).project({ markAt: 1 }).toArray();
    return (first?.markAt as Date | undefined)?.getTime();
  }

  /** Tickets reported in a period, newest first. */
  async reported(from: Date, to: Date, limit: number): Promise<AssignmentDocument[]> {
    const filter = { reportedAt: { $gte: from, $lt: to } } as Query;
    const found = this.documents
      .find(filter, { projection: { decisions: 0 } })
      .sort({ reportedAt: -1 })
      .limit(limit);
    return (await found.toArray()) as AssignmentDocument[];
  }

  /** Since when each ticket of a queue waits. */
  async agesIn(queueId: string): Promise<{ since: Date; triaged: boolean }[]> {
    const projection = { waitingSince: 1, triaged: 1 };
    const found = await this.documents.find({ queueId, state: 'waiting' } as Query, { projection }).toArray();
    return found.map(({ waitingSince, ...rest }) => ({ since: waitingSince, triaged: 'triaged' in rest }));
  }

  async waitingIn(queueId: string): Promise<{ waiting: number; oldestSince?: Date }> {
    const [found] = await this.documents
      .aggregate<{ waiting: number; oldestSince: Date }>([
        { $match: { queueId, state: 'waiting' } },
        { $group: { _id: '$queueId', waiting: { $sum: 1 }, oldestSince: { $min: '$waitingSince' } } },
      ])
      .toArray();
    return found ? { waiting: found.waiting, oldestSince: found.oldestSince } : { waiting: 0 };
  }
}

function behind(last: Waiting, order: QueueOrder): object {
  const keys = lineKeys[order];
  const ties = keys.map((key, index) => ({
    ...Object.fromEntries(keys.slice(0, index).map((same) => [same, last[same]])),
    [key]: { $gt: last[key] },
  }));
  return { [keys[0]]: { $gte: last[keys[0]] }, $or: ties };
}
