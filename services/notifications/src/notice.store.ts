import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Collection, Filter } from 'mongodb';
import type { Model } from 'mongoose';
import { noticeDelivered, Problem, problemOf, type NoticeChannel } from '@deskbeat/contracts';
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
import type { NoticeDocument } from './notice.schema.js';

const actor = { kind: 'system', id: 'notifications' } as const;

type Fields = Omit<NoticeDocument, '_id' | 'version' | 'outbox'>;
/** A notice to be made, before it is decided how it goes. */
export type Draft = Pick<Fields, 'channel' | 'recipient' | 'ticketId' | 'cause' | 'title'> &
  Partial<Pick<Fields, 'body' | 'html' | 'files' | 'language' | 'message' | 'members'>>;
/** How it starts: held until an instant, given up at once with a reason, or told at once. */
export interface Start {
  heldUntil?: number;
  suppressed?: string;
}

@Injectable()
export class NoticeStore {
  private readonly notices: Collection<NoticeDocument>;

  constructor(
    @Inject(aggregateToken('notice')) private readonly aggregates: AggregateStore<NoticeDocument>,
    @InjectModel('Notice') model: Model<NoticeDocument>,
  ) {
    this.notices = collectionOf(model);
  }

  /** @returns `known` when there is one by this id already */
  async add(id: string, draft: Draft, now: number, start: Start = {}): Promise<'added' | 'known'> {
    const at = new Date(now);
    const base = { _id: id, ...draft, attempts: 0, createdAt: at };
    const [state, facts] = started(draft, start, at);
    return 'created' in (await this.aggregates.create({ ...base, ...state }, facts, { actor, at })) ? 'added' : 'known';
  }

  get(id: string): Promise<NoticeDocument | undefined> {
    return this.aggregates.load(id);
  }

  /** Takes the notice of a channel that waits longest; it is nobody else's for `leaseMs`. */
  async claim(channel: NoticeChannel, now: number, leaseMs: number): Promise<NoticeDocument | undefined> {
    const claimed = await this.notices.findOneAndUpdate(
      { channel, nextAt: { $lte: new Date(now) } },
      { $set: { nextAt: new Date(now + leaseMs) } },
      { sort: { channel: 1, nextAt: 1 }, returnDocument: 'after' },
    );
    return (claimed as NoticeDocument | null) ?? undefined;
  }

  /** Keeps a claimed notice for longer. */
  async hold({ _id, nextAt }: NoticeDocument, until: Date): Promise<void> {
    await this.notices.updateOne({ _id, nextAt }, { $set: { nextAt: until } });
  }

  /** The next instant at which something may be tried. */
  async nextQueued(channel: NoticeChannel): Promise<number | undefined> {
    const queued = { channel, nextAt: { $gt: new Date(0) } };
    const next = await this.notices.findOne(queued, { sort: { channel: 1, nextAt: 1 }, projection: { nextAt: 1 } });
    return next?.nextAt?.getTime();
  }

  /** Puts a claimed notice back. */
  async postpone({ _id, nextAt }: NoticeDocument, change: { attempts: number; lastError: string; nextAt: Date }) {
    await this.notices.updateOne({ _id, nextAt }, { $set: change });
  }

  /** @returns `known` when another replica has moved it on meanwhile */
  async finish(
    notice: NoticeDocument,
    end: { state: 'sent' | 'failed'; attempts: number; lastError?: string },
    now: number,
  ): Promise<'done' | 'known'> {
    const at = new Date(now);
    return this.save(notice, { ...end, ...(end.state === 'sent' && { sentAt: at }) }, delivered(notice, end.state), at);
  }

  /** Held no more: told now, by itself. */
  async release(
    { summary: _summary, ...notice }: NoticeDocument,
    now: number,
    start: Start,
  ): Promise<'done' | 'known'> {
    const at = new Date(now);
    return this.save(notice, ...started(notice, start, at), at);
  }

  /** @throws Problem `not-found`, `already-exists` when it was not given up */
  async retry(id: string, now: number): Promise<NoticeDocument> {
    const notice = await this.get(id);
    if (!notice) throw new Problem('not-found');
    if (notice.state !== 'failed') throw new Problem('already-exists', { detail: `the notice is ${notice.state}` });
    const at = new Date(now);
    const change = { state: 'queued', attempts: 0, queuedAt: at, nextAt: at } as const;
    await this.save(notice, change, [], at);
    return (await this.get(id))!;
  }

  inbox(personId: string, unreadOnly: boolean, limit: number, cursor?: string) {
    const shown = unreadOnly ? { unread: true } : { state: 'sent', summary: { $exists: false } };
    return this.page({ recipient: personId, channel: 'in-app', ...shown } as Filter<NoticeDocument>, limit, cursor);
  }

  of(filter: { ticketId: string } | { recipient: string; channel: NoticeChannel }, limit: number, cursor?: string) {
    return this.page(filter, limit, cursor);
  }

  async unread(personId: string): Promise<number> {
    return this.notices.countDocuments({ recipient: personId, unread: true });
  }

  async markRead(personId: string, ids: readonly string[]): Promise<void> {
    await this.notices.updateMany({ _id: { $in: [...ids] }, recipient: personId }, { $unset: { unread: 1 } });
  }

  /** Letters that went or go to an address since an instant, counted up to `most`; a summary is one. */
  async mailsTo(recipient: string, since: Date, most: number): Promise<number> {
    const letters = { recipient, createdAt: { $gte: since }, state: { $in: ['queued', 'sent'] } };
    const alone = { ...letters, summary: { $exists: false } };
    return this.notices.countDocuments(alone as Filter<NoticeDocument>, { limit: most });
  }

  private async save(
    notice: NoticeDocument,
    change: Partial<Fields>,
    facts: Fact[],
    at: Date,
  ): Promise<'done' | 'known'> {
    const [first, ...more] = facts;
    if (!first) return this.move(notice, change);
    const { _id, version: _version, outbox: _outbox, nextAt: _nextAt, heldUntil: _heldUntil, ...rest } = notice;
    try {
      await this.aggregates.save(notice, { next: { ...rest, ...change }, facts: [first, ...more] }, { actor, at });
      return 'done';
    } catch (error) {
      if (problemOf(error).code === 'version-conflict') return 'known';
      throw error;
    }
  }

  /** A step on its way that nobody else is told of. */
  private async move({ _id, state }: NoticeDocument, change: Partial<Fields>): Promise<'done' | 'known'> {
    const $unset = {
      ...(!change.nextAt && { nextAt: 1 as const }),
      ...(!change.heldUntil && { heldUntil: 1 as const }),
    };
    const { matchedCount } = await this.notices.updateOne({ _id, state }, { $set: change, $unset });
    return matchedCount === 1 ? 'done' : 'known';
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

/** The state of a notice that starts, and what is told of it. */
function started(
  draft: Draft,
  { heldUntil, suppressed }: Start,
  at: Date,
): [Partial<Fields> & Pick<Fields, 'state'>, Fact[]] {
  if (suppressed !== undefined) return [{ state: 'failed', lastError: suppressed }, delivered(draft, 'failed')];
  if (heldUntil !== undefined) return [{ state: 'held', heldUntil: new Date(heldUntil) }, []];
  if (draft.channel !== 'in-app') return [{ state: 'queued', queuedAt: at, nextAt: at }, []];
  return [{ state: 'sent', sentAt: at, unread: true }, delivered(draft, 'sent')];
}

/** A summary is about no ticket; what it tells of is told for each of them. */
function delivered(
  { ticketId, cause, channel, recipient }: Pick<Draft, 'ticketId' | 'cause' | 'channel' | 'recipient'>,
  outcome: 'sent' | 'failed',
): Fact[] {
  return ticketId === undefined ? [] : [fact(noticeDelivered, { ticketId, cause, channel, recipient, outcome })];
}
