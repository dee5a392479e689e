import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Binary, type Collection, type Filter } from 'mongodb';
import type { Model } from 'mongoose';
import type { Actor } from '@deskbeat/contracts';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';
import type { StoredFile, StoredThumbnail } from './file.schema.js';

/** Files that have come. */
@Injectable()
export class FileStore {
  private readonly files: Collection<StoredFile>;
  private readonly thumbnails: Collection<StoredThumbnail>;

  constructor(
    @InjectModel('File') model: Model<StoredFile>,
    @InjectModel('Thumbnail') thumbnails: Model<StoredThumbnail>,
  ) {
    this.files = collectionOf(model);
    this.thumbnails = collectionOf(thumbnails);
  }

  async insert(file: StoredFile): Promise<void> {
    try {
      await this.files.insertOne(file);
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
    }
  }

  async load(id: string): Promise<StoredFile | undefined> {
    return (await this.files.findOne({ _id: id })) ?? undefined;
  }

  async some(ids: readonly string[]): Promise<StoredFile[]> {
    return this.files.find({ _id: { $in: [...ids] } }).toArray();
  }

  async ofTicket(ticketId: string, after: string, limit: number): Promise<StoredFile[]> {
    const filter = { 'metadata.ticketId': ticketId, _id: { $gt: after }, 'metadata.entry': { $exists: true } };
    return this.files
      .find(filter as Filter<StoredFile>)
      .sort({ 'metadata.ticketId': 1, _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** Files that are part of no ticket yet stay at least until an instant. */
  async keep(ids: readonly string[], by: Actor, until: Date): Promise<void> {
    const own = { 'metadata.by.id': by.id, 'metadata.by.kind': by.kind };
    await this.update(
      ids,
      { ...own, 'metadata.ticketId': { $exists: false } },
      { $max: { 'metadata.expiresAt': until } },
    );
  }

  async shorten(ids: readonly string[], by: Actor, until: Date): Promise<void> {
    const own = { 'metadata.by.id': by.id, 'metadata.by.kind': by.kind };
    await this.update(
      ids,
      { ...own, 'metadata.ticketId': { $exists: false } },
      { $set: { 'metadata.expiresAt': until } },
    );
  }

  /** Files that something keeps from now on. */
  async shelve(ids: readonly string[], shelf: string): Promise<void> {
    const change = { $set: { 'metadata.shelf': shelf }, $unset: { 'metadata.expiresAt': 1 } };
    await this.update(ids, { 'metadata.ticketId': { $exists: false }, 'metadata.shelf': { $exists: false } }, change);
  }

  /** Those that it does not keep any more go in a while. */
  async unshelve(shelf: string, but: readonly string[], until: Date): Promise<void> {
    const gone = { 'metadata.shelf': shelf, _id: { $nin: [...but] } } as Filter<StoredFile>;
    await this.files.updateMany(gone, { $set: { 'metadata.expiresAt': until }, $unset: { 'metadata.shelf': 1 } });
  }

  /** Files go with a message that is about to be written. */
  async hold(ids: readonly string[], ticketId: string, heldFrom: number, until: Date): Promise<void> {
    const held = { 'metadata.ticketId': ticketId, 'metadata.heldFrom': heldFrom, 'metadata.expiresAt': until };
    await this.update(ids, { 'metadata.ticketId': { $exists: false } }, { $set: held });
  }

  /** The message is written. The same one sent twice at once may have let go of the files meanwhile. */
  async bind(ids: readonly string[], ticketId: string, entry: number): Promise<void> {
    const bound = { 'metadata.ticketId': ticketId, 'metadata.entry': entry };
    const change = { $set: bound, $unset: { 'metadata.heldFrom': 1, 'metadata.expiresAt': 1 } };
    const free = { 'metadata.ticketId': { $in: [ticketId, null] }, 'metadata.entry': { $exists: false } };
    await this.update(ids, free, change);
  }

  /** The message was not written. */
  async release(ids: readonly string[], ticketId: string): Promise<void> {
    const change = { $unset: { 'metadata.heldFrom': 1, 'metadata.ticketId': 1 } };
    await this.update(ids, { 'metadata.ticketId': ticketId, 'metadata.entry': { $exists: false } }, change);
  }

  async expired(now: Date, limit: number, except: readonly string[]): Promise<string[]> {
    const due = { 'metadata.expiresAt': { $lte: now }, ...(except.length > 0 && { _id: { $nin: [...except] } }) };
    const found = this.files.find(due as Filter<StoredFile>, { projection: { _id: 1 } });
    return (await found.sort({ 'metadata.expiresAt': 1 }).limit(limit).toArray()).map(({ _id }) => _id);
  }

  /** @returns whether it was there, part of no ticket, and went now */
  async remove(id: string, expiredAt?: Date): Promise<boolean> {
    const due = expiredAt && { 'metadata.expiresAt': { $lte: expiredAt } };
    const free = { 'metadata.entry': { $exists: false }, 'metadata.shelf': { $exists: false } };
    const filter = { _id: id, ...free, ...due } as Filter<StoredFile>;
    const { deletedCount } = await this.files.deleteOne(filter);
    if (deletedCount === 1) await this.thumbnails.deleteOne({ _id: id });
    return deletedCount === 1;
  }

  async thumbnail(id: string): Promise<StoredThumbnail | undefined> {
    return (await this.thumbnails.findOne({ _id: id })) ?? undefined;
  }

  async keepThumbnail(id: string, picture: Buffer | undefined): Promise<void> {
    const data = picture && { data: new Binary(picture) };
    const change = { $set: { ...data, at: new Date() }, $unset: { failures: '' } } as const;
    await this.thumbnails.updateOne({ _id: id }, change, { upsert: true });
  }

  /** Making it failed for a reason that may pass; unless it was made meanwhile. @returns how often it did */
  async thumbnailFailed(id: string): Promise<number> {
    const change = { $inc: { failures: 1 }, $set: { at: new Date() } };
    const options = { upsert: true, returnDocument: 'after' } as const;
    return (await this.thumbnails.findOneAndUpdate({ _id: id }, change, options))?.failures ?? 1;
  }

  private async update(ids: readonly string[], more: object, change: object): Promise<void> {
    await this.files.updateMany({ _id: { $in: [...ids] }, ...more } as Filter<StoredFile>, change);
  }
}
