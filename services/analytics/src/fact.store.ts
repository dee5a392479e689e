import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { Schema, type Model } from 'mongoose';
import { Problem, type Event } from '@deskbeat/contracts';
import { collectionOf, onlyDuplicates } from '@deskbeat/persistence';
import { nothingKnown, observed, type TicketFact } from './domain/ticket-fact.js';

/** `revision` grows with each write, `changedAt` is when that was. */
export type FactDocument = TicketFact & { _id: string; revision: number; changedAt: Date };

const { Mixed } = Schema.Types;

export const factSchema = new Schema<FactDocument>(
  {
    _id: String,
    revision: Number,
    changedAt: Date,
    reportedAt: Date,
    type: { type: Mixed },
    priority: { type: Mixed },
    status: { type: Mixed },
    resolved: { type: Mixed },
    respondedAt: Date,
    breaches: [String],
  } as never,
  { versionKey: false, minimize: false, strict: 'throw' },
);
factSchema.index({ changedAt: 1, _id: 1 });

/** How often a batch is folded again when another replica wrote the same tickets. */
const attempts = 12;

/** One fact per ticket. */
@Injectable()
export class FactStore {
  private readonly facts: Collection<FactDocument>;

  constructor(@InjectModel('Fact') model: Model<FactDocument>) {
    this.facts = collectionOf(model);
  }

  /**
   * Takes events in, whatever their order and however often they come; durable when it resolves.
   * @returns the facts that are different now
   */
  async record(events: readonly Event[], now: Date): Promise<FactDocument[]> {
    const ids = [...new Set(events.map(({ aggregateId }) => aggregateId))];
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const stored = await this.facts.find({ _id: { $in: ids } }).toArray();
      const changed = folded(stored, events, now);
      if (changed.length === 0) return stored;
      if (await this.write(changed)) return changed;
    }
    throw new Problem('overloaded', { detail: 'too many changes of the same tickets at once' });
  }

  /** Facts changed at or after an instant, oldest change first, from after a fact on. */
  changedSince(since: Date, after: FactDocument | undefined, limit: number): Promise<FactDocument[]> {
    const filter = after
      ? {
          changedAt: { $gte: after.changedAt },
          $or: [{ changedAt: { $gt: after.changedAt } }, { changedAt: after.changedAt, _id: { $gt: after._id } }],
        }
      : { changedAt: { $gte: since } };
    return this.facts.find(filter).sort({ changedAt: 1, _id: 1 }).limit(limit).toArray();
  }

  /** @returns false when another replica wrote one of them meanwhile */
  private async write(changed: FactDocument[]): Promise<boolean> {
    const operations = changed.map((fact): AnyBulkWriteOperation<FactDocument> => {
      const { _id, ...rest } = fact;
      if (fact.revision === 1) return { insertOne: { document: fact } };
      return { replaceOne: { filter: { _id, revision: fact.revision - 1 }, replacement: rest } };
    });
    try {
      const { insertedCount, matchedCount } = await this.facts.bulkWrite(operations, { ordered: false });
      return insertedCount + matchedCount === changed.length;
    } catch (error) {
      if (!onlyDuplicates(error)) throw error;
      return false;
    }
  }
}

function folded(stored: FactDocument[], events: readonly Event[], changedAt: Date): FactDocument[] {
  const before = new Map(stored.map((fact) => [fact._id, fact]));
  const after = new Map<string, TicketFact>();
  for (const event of events) {
    const id = event.aggregateId;
    after.set(id, observed(after.get(id) ?? before.get(id) ?? nothingKnown, event));
  }
  return [...after].flatMap(([_id, fact]) => {
    const known = before.get(_id);
    if (known && JSON.stringify(known) === JSON.stringify(fact)) return [];
    return [{ ...fact, _id, revision: (known?.revision ?? 0) + 1, changedAt }];
  });
}
