import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf, type JournalEntry } from '@deskbeat/persistence';
import type { AssignmentDocument } from '../deciding/assignment.store.js';

const gone = '…';

/** What of an assignment's facts tells who a customer is, besides what the ticket is called. */
const telling = ['customerName', 'timeZone', 'organisation', 'fields', 'customerFields', 'requesterId'];
const dropped = Object.fromEntries(telling.map((name) => [`about.${name}`, 1]));

/** What assignments tell of customers: what a ticket is called, its own fields and those of its customer. */
@Injectable()
export class PersonalStore {
  private readonly assignments: Collection<AssignmentDocument>;
  private readonly journal: Collection<JournalEntry>;

  constructor(
    @InjectModel('Assignment') assignments: Model<AssignmentDocument>,
    @InjectModel('AssignmentJournal') journal: Model<JournalEntry>,
  ) {
    this.assignments = collectionOf(assignments);
    this.journal = collectionOf(journal);
  }

  /** Facts of these that are not in the journal yet would bring the words back. */
  async isSettled(ticketIds: readonly string[]): Promise<boolean> {
    const filter = { _id: { $in: [...ticketIds] } } as Filter<AssignmentDocument>;
    const found = await this.assignments.find(filter, { projection: { outbox: 1 } }).toArray();
    return found.every(({ outbox }) => !outbox?.length);
  }

  /** @returns of how many tickets */
  async scrub(ticketIds: readonly string[]): Promise<number> {
    const ids = [...ticketIds];
    const filter = { _id: { $in: ids }, subject: { $ne: gone } } as Filter<AssignmentDocument>;
    // Another stamp: who has loaded the state with the words in it cannot write it any more.
    const $set = { subject: gone, 'about.subject': gone, stamp: `forgotten-${randomUUID()}` };
    const { modifiedCount } = await this.assignments.updateMany(filter, { $set, $unset: dropped } as object);
    const told = { aggregateId: { $in: ids }, 'data.subject': { $exists: true, $ne: gone } } as Filter<JournalEntry>;
    await this.journal.updateMany(told, { $set: { 'data.subject': gone } } as object);
    return modifiedCount;
  }
}
