import { Injectable } from '@nestjs/common';
import type {
  CountOldData,
  FindOldData,
  ForgetNotices,
  ForgottenData,
  OldNotices,
  OldThings,
} from '@deskbeat/contracts';
import { decodeCursor, pageOf } from '@deskbeat/persistence';
import { mayGo } from './domain/growing-old.js';
import { OldNoticesStore } from './old-notices.store.js';
import { PersonalStore } from './personal.store.js';

const mostCounted = 10_000;

/** Notices that grow old (docs/adr/0023-how-long-data-is-kept.md). */
@Injectable()
export class OldNoticesService {
  constructor(
    private readonly store: OldNoticesStore,
    private readonly personal: PersonalStore,
  ) {}

  async count({ before }: CountOldData): Promise<OldThings> {
    const limit = new Date(before);
    const [count, [oldest]] = await Promise.all([
      this.store.count(limit, mostCounted + 1),
      this.store.find(limit, undefined, 1),
    ]);
    const isMore = count > mostCounted;
    return { count: isMore ? mostCounted : count, isMore, ...(oldest && { oldest: oldest.createdAt.toISOString() }) };
  }

  async find(asked: FindOldData): Promise<OldNotices> {
    const { items, next } = await this.page(asked);
    const ticketIds = [...new Set(items.flatMap(({ ticketId }) => ticketId ?? []))];
    return { ticketIds, ...(next && { next }) };
  }

  async forget({ exceptTickets, ...asked }: ForgetNotices): Promise<ForgottenData> {
    const { items, next } = await this.page(asked);
    const kept = new Set(exceptTickets);
    const old = items.filter((notice) => mayGo(notice, kept));
    const count = await this.personal.remove(old.map(({ _id }) => _id));
    return { counts: [{ what: 'notices', count }], ...(next && { next }) };
  }

  private async page({ before, cursor, limit }: FindOldData) {
    const key = cursor === undefined ? undefined : decodeCursor(cursor, 2);
    const read = await this.store.find(new Date(before), key, limit + 1);
    return pageOf(read, limit, ({ createdAt, _id }) => [createdAt.getTime(), _id]);
  }
}
