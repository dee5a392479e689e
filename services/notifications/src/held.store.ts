import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';
import type { NoticeDocument } from './notice.schema.js';

/** Notices of one summary. */
const mostTogether = 200;

/** Notices that wait for their time. */
@Injectable()
export class HeldStore {
  private readonly notices: Collection<NoticeDocument>;

  constructor(@InjectModel('Notice') model: Model<NoticeDocument>) {
    this.notices = collectionOf(model);
  }

  /** For each recipient and channel the id of the first that is due, oldest first. */
  async due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    const due = { heldUntil: { $lte: new Date(now) }, ...(except.length > 0 && { _id: { $nin: [...except] } }) };
    const projection = { _id: 1, recipient: 1, channel: 1 };
    const found = this.notices.find(due as Filter<NoticeDocument>, { projection });
    const firsts = new Map<string, string>();
    for (const { _id, recipient, channel } of await found.sort({ heldUntil: 1 }).limit(limit).toArray()) {
      const key = `${channel} ${recipient}`;
      if (!firsts.has(key)) firsts.set(key, _id);
    }
    return [...firsts.values()];
  }

  async next(after: number): Promise<number | undefined> {
    const later = { heldUntil: { $gt: new Date(after) } };
    const next = await this.notices.findOne(later, { sort: { heldUntil: 1 }, projection: { heldUntil: 1 } });
    return next?.heldUntil?.getTime();
  }

  /** Ids of what is due for the same recipient and not taken yet, oldest first. */
  async dueWith({ recipient, channel }: NoticeDocument, now: number): Promise<string[]> {
    const alike = { recipient, channel, heldUntil: { $lte: new Date(now) }, summary: { $exists: false } };
    const found = this.notices.find(alike as Filter<NoticeDocument>, { projection: { _id: 1 }, hint: 'together' });
    return (await found.sort({ heldUntil: 1 }).limit(mostTogether).toArray()).map(({ _id }) => _id);
  }

  /** Takes notices for a summary; those that are taken already stay where they are. */
  async take(ids: readonly string[], summary: string): Promise<void> {
    await this.notices.updateMany({ _id: { $in: [...ids] }, summary: { $exists: false } }, { $set: { summary } });
  }

  /** What a summary has taken and not told, oldest first. */
  async taken(summary: string): Promise<NoticeDocument[]> {
    const found = this.notices.find({ summary, heldUntil: { $exists: true } });
    return (await found.sort({ createdAt: 1, _id: 1 }).toArray()) as NoticeDocument[];
  }

  /** Lets go what came too late for its summary. */
  async giveBack(ids: readonly string[]): Promise<void> {
    await this.notices.updateMany({ _id: { $in: [...ids] } }, { $unset: { summary: 1 } });
  }
}
