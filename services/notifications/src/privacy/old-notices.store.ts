import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { after, collectionOf, type CursorKey } from '@deskbeat/persistence';
import type { NoticeDocument } from '../notice.schema.js';

type Old = Pick<NoticeDocument, '_id' | 'ticketId' | 'createdAt' | 'state'> & { outbox?: unknown[] };

/** Notices by their age, oldest first. */
@Injectable()
export class OldNoticesStore {
  private readonly notices: Collection<NoticeDocument>;

  constructor(@InjectModel('Notice') model: Model<NoticeDocument>) {
    this.notices = collectionOf(model);
  }

  count(before: Date, most: number): Promise<number> {
    const filter = { createdAt: { $lt: before } } as Filter<NoticeDocument>;
    return this.notices.countDocuments(filter, { limit: most, hint: 'age' });
  }

  /** @param key instant and id of the last one of the page before */
  find(before: Date, key: CursorKey | undefined, limit: number): Promise<Old[]> {
    const bound = key ? after('createdAt', 1, new Date(key[0]!), String(key[1])) : {};
    const filter = { ...bound, createdAt: { $gte: new Date(key?.[0] ?? 0), $lt: before } } as Filter<NoticeDocument>;
    const projection = { ticketId: 1, createdAt: 1, state: 1, outbox: 1 };
    return this.notices
      .find(filter, { projection, hint: 'age' })
      .sort({ createdAt: 1, _id: 1 })
      .limit(limit)
      .toArray() as Promise<Old[]>;
  }
}
