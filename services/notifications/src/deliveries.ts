import { Injectable } from '@nestjs/common';
import { inboxChanged, type NoticeChannel } from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { HookSenderJob, MailSenderJob } from './sender.job.js';
import { NoticeStore } from './notice.store.js';

/** Sets in motion what was made: wakes the sender of its channel, or tells the open pages of the one whose inbox it came to. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly notices: NoticeStore,
    private readonly mail: MailSenderJob,
    private readonly hooks: HookSenderJob,
    private readonly publisher: EventPublisher,
  ) {}

  async made(channel: NoticeChannel, recipient: string): Promise<void> {
    switch (channel) {
      case 'email':
        return this.mail.kick();
      case 'webhook':
        return this.hooks.kick();
      case 'in-app':
        return this.inboxChanged(recipient);
    }
  }

  async inboxChanged(personId: string): Promise<void> {
    this.publisher.signal(inboxChanged, { personId, unread: await this.notices.unread(personId) });
  }
}
