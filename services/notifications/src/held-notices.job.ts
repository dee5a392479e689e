import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { NoticeLanguage } from '@deskbeat/contracts';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { Deliveries } from './deliveries.js';
import { itemsOf } from './domain/summary.js';
import { HeldStore } from './held.store.js';
import type { NoticeDocument } from './notice.schema.js';
import { NoticeStore } from './notice.store.js';
import { TemplateService } from './template/template.service.js';

/**
 * Tells what was held when its time has come: one notice as it is, many as one summary. Replicas may do the same at once
 * and a crash may come between any two steps: the summary's id is made of its first notice, and its notices stay marked.
 */
@Injectable()
export class HeldNoticesJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;

  constructor(
    private readonly held: HeldStore,
    private readonly notices: NoticeStore,
    private readonly templates: TemplateService,
    private readonly deliveries: Deliveries,
    private readonly time: Time,
  ) {
    this.work = new DueWork(new DueAlarm(time), {
      name: 'held notices',
      due: (now, limit, except) => held.due(now, limit, except),
      next: (after) => held.next(after),
      run: (id) => this.tell(id),
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop();
  }

  private async tell(id: string): Promise<void> {
    const first = await this.notices.get(id);
    if (first?.state !== 'held') return;
    const now = this.time.now();
    const [summaryId, members] = await this.held.together(first, now);
    const one = members.length === 1 ? members[0] : undefined;
    if (one) {
      await this.held.alone(one);
      await this.notices.release({ ...one, summary: undefined }, now);
    } else {
      await this.summarise(summaryId, members, now);
    }
    await this.deliveries.made(first.channel, first.recipient);
  }

  private async summarise(id: string, members: readonly NoticeDocument[], now: number): Promise<void> {
    const { channel, recipient, language = 'en' } = members[0]!;
    const variables = { count: String(members.length), items: itemsOf(members, (count) => `+ ${count}`) };
    const { title, body } = await this.templates.render('summary', language as NoticeLanguage, variables);
    await this.notices.add(id, { channel, recipient, cause: 'summary', language, title, body }, now);
    for (const member of members) {
      if (member.state === 'held') await this.notices.finish(member, { state: 'sent', attempts: 0 }, now);
    }
  }
}
