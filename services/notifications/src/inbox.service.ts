import { Inject, Injectable } from '@nestjs/common';
import type {
  ListInbox,
  ListNotices,
  MarkedRead,
  MarkRead,
  NoticeList,
  NoticeView,
  Republished,
  RetryNotice,
} from '@deskbeat/contracts';
import { journalToken, type Journal } from '@deskbeat/persistence';
import { Time } from '@deskbeat/service';
import { Deliveries } from './deliveries.js';
import { viewOf } from './notice-view.js';
import { NoticeStore } from './notice.store.js';

@Injectable()
export class InboxService {
  constructor(
    private readonly store: NoticeStore,
    private readonly deliveries: Deliveries,
    private readonly time: Time,
    @Inject(journalToken('notice')) private readonly journal: Journal,
  ) {}

  async list({ personId, unreadOnly = false, limit = 50, cursor }: ListInbox): Promise<NoticeList> {
    const [{ items, ...page }, unread] = await Promise.all([
      this.store.inbox(personId, unreadOnly, limit, cursor),
      this.store.unread(personId),
    ]);
    return { items: items.map(viewOf), unread, ...page };
  }

  async ofTicket({ ticketId, limit = 50, cursor }: ListNotices): Promise<NoticeList> {
    const { items, ...page } = await this.store.of({ ticketId }, limit, cursor);
    return { items: items.map(viewOf), ...page };
  }

  async markRead({ personId, ids }: MarkRead): Promise<MarkedRead> {
    await this.store.markRead(personId, ids);
    this.deliveries.made('in-app', personId);
    return { unread: await this.store.unread(personId) };
  }

  /** @throws Problem `not-found`, `already-exists` when it was not given up */
  async retry({ id }: RetryNotice): Promise<NoticeView> {
    const notice = await this.store.retry(id, this.time.now());
    this.deliveries.made(notice.channel, notice.recipient);
    return viewOf(notice);
  }

  async republish(since: string): Promise<Republished> {
    return { published: await this.journal.republish(new Date(since)) };
  }
}
