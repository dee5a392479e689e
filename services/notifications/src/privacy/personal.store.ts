import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf, type JournalEntry } from '@deskbeat/persistence';
import type { SuppressedDocument } from '../address/address.store.js';
import type { PreferencesDocument } from '../preferences/preferences.store.js';
import type { NoticeDocument } from '../notice.schema.js';

const gone = '…';
const part = 200;

/** What notices tell of people. */
@Injectable()
export class PersonalStore {
  private readonly notices: Collection<NoticeDocument>;
  private readonly journal: Collection<JournalEntry>;
  private readonly suppressed: Collection<SuppressedDocument>;
  private readonly preferences: Collection<PreferencesDocument>;

  constructor(
    @InjectModel('Notice') notices: Model<NoticeDocument>,
    @InjectModel('NoticeJournal') journal: Model<JournalEntry>,
    @InjectModel('SuppressedAddress') suppressed: Model<SuppressedDocument>,
    @InjectModel('Preferences') preferences: Model<PreferencesDocument>,
  ) {
    this.notices = collectionOf(notices);
    this.journal = collectionOf(journal);
    this.suppressed = collectionOf(suppressed);
    this.preferences = collectionOf(preferences);
  }

  /** What was sent to one of these, newest first. */
  sentTo(recipients: readonly string[], limit: number): Promise<NoticeDocument[]> {
    const found = recipients.map((recipient) =>
      this.notices.find({ recipient }).sort({ createdAt: -1, _id: -1 }).limit(limit).toArray(),
    );
    return Promise.all(found).then((lists) => lists.flat());
  }

  /** Notices to an address are named by it, so they go altogether. @returns how many went */
  removeSentTo(recipient: string): Promise<number> {
    return this.removeAll({ recipient });
  }

  /** Letters to customers about these. @returns how many went */
  removeLettersAbout(ticketIds: readonly string[]): Promise<number> {
    return this.removeAll({ ticketId: { $in: [...ticketIds] }, recipient: /@/ } as Filter<NoticeDocument>);
  }

  private async removeAll(filter: Filter<NoticeDocument>): Promise<number> {
    for (let count = 0; ;) {
      const found = await this.notices
        .find(filter, { projection: { _id: 1 } })
        .limit(part)
        .toArray();
      if (found.length === 0) return count;
      count += await this.remove(found.map(({ _id }) => _id));
    }
  }

  /** @returns how many went */
  async remove(ids: readonly string[]): Promise<number> {
    await this.journal.deleteMany({ aggregateId: { $in: [...ids] } });
    return (await this.notices.deleteMany({ _id: { $in: [...ids] } })).deletedCount;
  }

  /** What others were told about a ticket: that they were told stays. @returns of how many notices */
  async scrub(ticketIds: readonly string[]): Promise<number> {
    const filter = { ticketId: { $in: [...ticketIds] }, title: { $ne: gone } } as Filter<NoticeDocument>;
    // Another stamp: who has loaded the state with the words in it cannot write it any more.
    const update = {
      $set: { title: gone, stamp: `forgotten-${randomUUID()}` },
      $unset: { body: 1, html: 1, files: 1, message: 1 },
    } as object;
    return (await this.notices.updateMany(filter, update)).modifiedCount;
  }

  /** How people want to be told. @returns of how many */
  async removeWishes(personIds: readonly string[]): Promise<number> {
    return (await this.preferences.deleteMany({ _id: { $in: [...personIds] } })).deletedCount;
  }

  async allow(addresses: readonly string[]): Promise<number> {
    return (await this.suppressed.deleteMany({ _id: { $in: [...addresses] } })).deletedCount;
  }
}
