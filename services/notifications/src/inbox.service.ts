import { Inject, Injectable } from '@nestjs/common';
import type {
  ListInbox,
  ListNotices,
  MarkedRead,
  MarkRead,
  NoticeList,
  NoticeView,
  Republished,
} from '@deskbeat/contracts';
import { journalToken, type Journal } from '@deskbeat/persistence';
import type { NoticeDocument } from './notice.schema.js';
import { NoticeStore } from './notice.store.js';

@Injectable()
export class InboxService {
  constructor(
    private readonly store: NoticeStore,
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
    const { items, ...page } = await this.store.ofTicket(ticketId, limit, cursor);
    return { items: items.map(viewOf), ...page };
  }

  async markRead({ personId, ids }: MarkRead): Promise<MarkedRead> {
    await this.store.markRead(personId, ids);
    return { unread: await this.store.unread(personId) };
  }

  async republish(since: string): Promise<Republished> {
    return { published: await this.journal.republish(new Date(since)) };
  }
}

function viewOf(notice: NoticeDocument): NoticeView {
  const { _id, ticketId, cause, channel, recipient, title, body, state, attempts, lastError, createdAt, sentAt } =
    notice;
  return {
    id: _id,
    ticketId,
    cause,
    channel,
    recipient,
    title,
    ...(body !== undefined && { body }),
    state,
    attempts,
    ...(lastError !== undefined && { lastError }),
    read: !notice.unread,
    createdAt: createdAt.toISOString(),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
  };
}
