import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf } from '@deskbeat/persistence';
import type { NoticeDocument } from './notice.schema.js';

/** Notices of one summary. */
export const mostTogether = 200;

/** Notices that wait for their time. */
@Injectable()
export class HeldStore {
  private readonly notices: Collection<NoticeDocument>;

  constructor(@InjectModel('Notice') model: Model<NoticeDocument>) {
    this.notices = collectionOf(model);
  }

  /** Ids of what is due, oldest first. */
  async due(now: number, limit: number, except: readonly string[]): Promise<string[]> {
    const due = { heldUntil: { $lte: new Date(now) }, ...(except.length > 0 && { _id: { $nin: [...except] } }) };
    const found = this.notices.find(due as Filter<NoticeDocument>, { projection: { _id: 1 } });
    return (await found.sort({ heldUntil: 1 }).limit(limit).toArray()).map(({ _id }) => _id);
  }

  async next(after: number): Promise<number | undefined> {
    const later = { heldUntil: { $gt: new Date(after) } };
    const next = await this.notices.findOne(later, { sort: { heldUntil: 1 }, projection: { heldUntil: 1 } });
    return next?.heldUntil?.getTime();
  }

  /**
   * Puts together what is due for the same recipient. What was put together before a crash stays together.
   * @returns the id of the summary and its notices, oldest first
   */
  async together(
    { _id, recipient, channel, summary }: NoticeDocument,
    now: number,
  ): Promise<[string, NoticeDocument[]]> {
    const id = summary ?? `summary:${_id}`;
    if (summary === undefined) {
      const alone = { recipient, channel, heldUntil: { $lte: new Date(now) }, summary: { $exists: false } };
      const due = await this.notices
        .find(alone as Filter<NoticeDocument>, { projection: { _id: 1 }, hint: 'together' })
        .sort({ heldUntil: 1 })
        .limit(mostTogether)
        .toArray();
      const ids = [...new Set([_id, ...due.map((one) => one._id)])];
      await this.notices.updateMany({ _id: { $in: ids }, summary: { $exists: false } }, { $set: { summary: id } });
    }
    const members = await this.notices.find({ summary: id }).sort({ createdAt: 1, _id: 1 }).toArray();
    return [id, members as NoticeDocument[]];
  }

  /** Takes a notice that is alone out of its summary. */
  async alone({ _id }: NoticeDocument): Promise<void> {
    await this.notices.updateOne({ _id }, { $unset: { summary: 1 } });
  }
}
