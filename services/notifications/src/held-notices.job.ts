import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { NoticeLanguage } from '@deskbeat/contracts';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { AddressService } from './address/address.service.js';
import { Deliveries } from './deliveries.js';
import { itemsOf } from './domain/summary.js';
import { HeldStore } from './held.store.js';
import type { NoticeDocument } from './notice.schema.js';
import { NoticeStore } from './notice.store.js';
import { TemplateService } from './template/template.service.js';

const alone = 'alone';

/**
 * Tells what was held when its time has come: one notice as it is, many as one summary. Replicas may do the same at once
 * and a crash may come between any two steps: what is taken for a summary stays taken, the summary's id is that of its
 * first notice, and what it tells of is settled by the one write that makes it.
 */
@Injectable()
export class HeldNoticesJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: DueWork;

  constructor(
    private readonly held: HeldStore,
    private readonly notices: NoticeStore,
    private readonly templates: TemplateService,
    private readonly addresses: AddressService,
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
    const now = this.time.now();
    const first = await this.taken(id, now);
    if (first?.state !== 'held') return;
    if (first.summary === alone) await this.notices.release(first, now, await this.addresses.startFor(first));
    else await this.summarise(first.summary!, now);
    this.deliveries.made(first.channel, first.recipient);
  }

  /** The notice, taken for a summary or to be told alone. */
  private async taken(id: string, now: number): Promise<NoticeDocument | undefined> {
    const found = await this.notices.get(id);
    if (found?.state !== 'held' || found.summary !== undefined) return found;
    const due = await this.held.dueWith(found, now);
    await this.held.take(due.length > 1 ? due : [id], due.length > 1 ? `summary:${id}` : alone);
    return this.notices.get(id);
  }

  private async summarise(id: string, now: number): Promise<void> {
    const taken = await this.held.taken(id);
    if (!(await this.notices.get(id))) await this.write(id, taken, now);
    const members = new Set((await this.notices.get(id))!.members);
    for (const notice of taken) {
      if (members.has(notice._id)) await this.notices.finish(notice, { state: 'sent', attempts: 0 }, now);
    }
    const late = taken.filter(({ _id }) => !members.has(_id));
    if (late.length > 0) await this.held.giveBack(late.map(({ _id }) => _id));
  }

  private async write(id: string, members: readonly NoticeDocument[], now: number): Promise<void> {
    const { channel, recipient, language = 'en' } = members[0]!;
    const variables = { count: String(members.length), items: itemsOf(members, (count) => `+ ${count}`) };
    const { title, body } = await this.templates.render('summary', language as NoticeLanguage, variables);
    const draft = { channel, recipient, cause: 'summary', language, title, body };
    const start = await this.addresses.startFor(draft);
    await this.notices.add(id, { ...draft, members: members.map(({ _id }) => _id) }, now, start);
  }
}
