import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { noticeDelivered, problemOf } from '@deskbeat/contracts';
import {
  after,
  aggregateToken,
  collectionOf,
  decodeCursor,
  fact,
  pageOf,
  type AggregateStore,
  type Fact,
} from '@deskbeat/persistence';
import type { Draft } from './domain/audience.js';
import type { NoticeDocument } from './notice.schema.js';

const actor = { kind: 'system', id: 'notifications' } as const;

@Injectable()
export class NoticeStore {
  private readonly notices: Collection<NoticeDocument>;

  constructor(
    @Inject(aggregateToken('notice')) private readonly aggregates: AggregateStore<NoticeDocument>,
    @InjectModel('Notice') model: Model<NoticeDocument>,
  ) {
    this.notices = collectionOf(model);
  }

  /** @returns `known` when the same cause has told the same recipient already */
  async add(causeId: string, draft: Draft, now: number): Promise<'added' | 'known'> {
    const at = new Date(now);
    const base = { _id: `${causeId}:${draft.recipient}:${draft.channel}`, ...draft, attempts: 0, createdAt: at };
    const result =
      draft.channel === 'in-app'
        ? await this.aggregates.create(
            { ...base, state: 'sent', sentAt: at, unread: true },
            [delivered(draft, 'sent')],
            {
              actor,
              at,
            },
          )
        : await this.aggregates.create({ ...base, state: 'queued', nextAt: at }, [], { actor, at });
    return 'created' in result ? 'added' : 'known';
  }

  /** Takes the notice that waits longest; it is nobody else's for `leaseMs`. */
  async claim(now: number, leaseMs: number): Promise<NoticeDocument | undefined> {
    const claimed = await this.notices.findOneAndUpdate(
      { nextAt: { $lte: new Date(now) } },
      { $set: { nextAt: new Date(now + leaseMs) } },
      { sort: { nextAt: 1 }, returnDocument: 'after' },
    );
    return (claimed as NoticeDocument | null) ?? undefined;
  }

  /** The next instant at which something may be tried. */
  async nextQueued(): Promise<number | undefined> {
    const queued = { nextAt: { $gt: new Date(0) } };
    const next = await this.notices.findOne(queued, { sort: { nextAt: 1 }, projection: { nextAt: 1 } });
    return next?.nextAt?.getTime();
  }

  /** Puts a claimed notice back. */
  async postpone({ _id, nextAt }: NoticeDocument, change: { attempts: number; lastError: string; nextAt: Date }) {
    await this.notices.updateOne({ _id, nextAt }, { $set: change });
  }

  /** @returns `known` when another sender has finished it meanwhile */
  async finish(
    notice: NoticeDocument,
    end: { state: 'sent' | 'failed'; attempts: number; lastError?: string },
    now: number,
  ): Promise<'done' | 'known'> {
    const { _id, version: _version, outbox: _outbox, nextAt: _nextAt, ...rest } = notice;
    const at = new Date(now);
    const next = { ...rest, ...end, ...(end.state === 'sent' && { sentAt: at }) };
    try {
      await this.aggregates.save(notice, { next, facts: [delivered(notice, end.state)] }, { actor, at });
      return 'done';
    } catch (error) {
      if (problemOf(error).code === 'version-conflict') return 'known';
      throw error;
    }
  }

  inbox(personId: string, unreadOnly: boolean, limit: number, cursor?: string) {
    const filter = { recipient: personId, channel: 'in-app', ...(unreadOnly && { unread: true }) };
    return this.page(filter as Filter<NoticeDocument>, limit, cursor);
  }

  ofTicket(ticketId: string, limit: number, cursor?: string) {
    return this.page({ ticketId }, limit, cursor);
  }

  async unread(personId: string): Promise<number> {
    return this.notices.countDocuments({ recipient: personId, unread: true });
  }

  async markRead(personId: string, ids: readonly string[]): Promise<void> {
    await this.notices.updateMany({ _id: { $in: [...ids] }, recipient: personId }, { $unset: { unread: 1 } });
  }

  private async page(filter: Filter<NoticeDocument>, limit: number, cursor?: string) {
    const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, 2);
    const rest = cursor === undefined ? {} : after('createdAt', -1, new Date(Number(at)), String(id));
    const read = await this.notices
      .find({ ...filter, ...rest } as Filter<NoticeDocument>)
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .toArray();
    return pageOf(read as NoticeDocument[], limit, ({ createdAt, _id }) => [createdAt.getTime(), _id]);
  }
}

const delivered = (
  { ticketId, cause, channel, recipient }: Pick<Draft, 'ticketId' | 'cause' | 'channel' | 'recipient'>,
  outcome: 'sent' | 'failed',
): Fact => fact(noticeDelivered, { ticketId, cause, channel, recipient, outcome });
