import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation, Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf, type JournalEntry } from '@deskbeat/persistence';
import type { StoredFile, StoredThumbnail } from '../file/file.schema.js';
import { UploadStore } from '../file/upload.store.js';
import { scrubbed } from './domain/scrub.js';

type Kind = 'ticket' | 'customer' | 'asset';
const part = 500;

/** Everything about a person that is no state: histories, texts, files. */
@Injectable()
export class PersonalStore {
  private readonly journals: Readonly<Record<Kind, Collection<JournalEntry>>>;
  private readonly files: Collection<StoredFile>;
  private readonly thumbnails: Collection<StoredThumbnail>;
  private readonly drafts: Collection<{ _id: string; ticketId: string }>;

  constructor(
    @InjectModel('TicketJournal') tickets: Model<JournalEntry>,
    @InjectModel('CustomerJournal') customers: Model<JournalEntry>,
    @InjectModel('AssetJournal') assets: Model<JournalEntry>,
    @InjectModel('File') files: Model<StoredFile>,
    @InjectModel('Thumbnail') thumbnails: Model<StoredThumbnail>,
    @InjectModel('Draft') drafts: Model<{ _id: string; ticketId: string }>,
    private readonly uploads: UploadStore,
  ) {
    this.journals = { ticket: collectionOf(tickets), customer: collectionOf(customers), asset: collectionOf(assets) };
    this.files = collectionOf(files);
    this.thumbnails = collectionOf(thumbnails);
    this.drafts = collectionOf(drafts);
  }

  /** Takes words and names out of a history. @returns in how many entries there were any */
  async scrub(kind: Kind, aggregateId: string, pseudonym: string): Promise<number> {
    let count = 0;
    for (let after = 0; ;) {
      const entries = await this.journals[kind]
        .find({ aggregateId, version: { $gt: after } })
        .sort({ aggregateId: 1, version: 1 })
        .limit(part)
        .toArray();
      const operations = entries.flatMap((entry): AnyBulkWriteOperation<JournalEntry>[] => {
        const found = scrubbed(entry, pseudonym);
        const update = { $set: found, $unset: { text: 1, html: 1 } } as object;
        return found ? [{ updateOne: { filter: { _id: entry._id }, update } }] : [];
      });
      if (operations.length > 0) await this.journals[kind].bulkWrite(operations, { ordered: false });
      count += operations.length;
      if (entries.length < part) return count;
      after = entries.at(-1)!.version;
    }
  }

  /** Removes the files of a ticket, their pieces first: what is left can be found again. */
  async removeFiles(ticketId: string): Promise<number> {
    const filter = { 'metadata.ticketId': ticketId } as Filter<StoredFile>;
    const found = await this.files.find(filter, { projection: { _id: 1 } }).toArray();
    for (const { _id } of found) {
      await this.uploads.removePieces(_id);
      await this.thumbnails.deleteOne({ _id });
      await this.files.deleteOne({ _id });
    }
    return found.length;
  }

  async removeDrafts(ticketId: string): Promise<number> {
    return (await this.drafts.deleteMany({ ticketId })).deletedCount;
  }
}
