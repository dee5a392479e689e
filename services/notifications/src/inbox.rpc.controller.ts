import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  ListInbox,
  listInbox,
  ListNotices,
  listNotices,
  MarkRead,
  markRead,
  RepublishEvents,
  republishEvents,
  RetryNotice,
  retryNotice,
  type MarkedRead,
  type NoticeList,
  type NoticeView,
  type Republished,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { InboxService } from './inbox.service.js';

@Controller()
export class InboxRpcController {
  constructor(private readonly service: InboxService) {}

  @OnRequest(listInbox)
  list(@Payload() query: ListInbox): Promise<NoticeList> {
    return this.service.list(query);
  }

  @OnRequest(markRead)
  markRead(@Payload() command: MarkRead): Promise<MarkedRead> {
    return this.service.markRead(command);
  }

  @OnRequest(listNotices)
  ofTicket(@Payload() query: ListNotices): Promise<NoticeList> {
    return this.service.ofTicket(query);
  }

  @OnRequest(retryNotice)
  retry(@Payload() command: RetryNotice): Promise<NoticeView> {
    return this.service.retry(command);
  }

  @OnRequest(republishEvents.notifications)
  republish(@Payload() { since }: RepublishEvents): Promise<Republished> {
    return this.service.republish(since);
  }
}
