import { Injectable } from '@nestjs/common';
import { inboxChanged, type NoticeChannel } from '@deskbeat/contracts';
import { EventPublisher } from '@deskbeat/messaging';
import { Time } from '@deskbeat/service';
import { HookSenderJob, MailSenderJob } from './sender.job.js';
import { NoticeStore } from './notice.store.js';

/** Pages need not know of every single notice. */
const tellAfterMs = 200;

/** Sets in motion what was made: wakes the sender of its channel, or tells the open pages of the one whose inbox it came to. */
@Injectable()
export class Deliveries {
  private readonly changed = new Set<string>();

  constructor(
    private readonly notices: NoticeStore,
    private readonly mail: MailSenderJob,
    private readonly hooks: HookSenderJob,
    private readonly publisher: EventPublisher,
    private readonly time: Time,
  ) {}

  made(channel: NoticeChannel, recipient: string): void {
    switch (channel) {
      case 'email':
        return this.mail.kick();
      case 'webhook':
        return this.hooks.kick();
      case 'in-app':
        return this.inboxChanged(recipient);
    }
  }

  private inboxChanged(personId: string): void {
    if (this.changed.size === 0) this.time.in(tellAfterMs, () => void this.tellAll());
    this.changed.add(personId);
  }

  private async tellAll(): Promise<void> {
    const people = [...this.changed];
    this.changed.clear();
    await Promise.all(people.map((personId) => this.tell(personId))).catch(() => undefined);
  }

  private async tell(personId: string): Promise<void> {
    this.publisher.signal(inboxChanged, { personId, unread: await this.notices.unread(personId) });
  }
}
