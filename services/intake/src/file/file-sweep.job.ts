import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { MessageFacts } from '@deskbeat/contracts';
import { journalToken, type Journal } from '@deskbeat/persistence';
import { DueAlarm, DueWork, Time } from '@deskbeat/service';
import { TicketStore } from '../ticket/ticket.store.js';
import { FileStore } from './file.store.js';
import { UploadStore } from './upload.store.js';

const manyEntries = 10_000;

/** Removes uploads that did not end and files that nobody sent. */
@Injectable()
export class FileSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly works: DueWork[];

  constructor(
    private readonly uploads: UploadStore,
    private readonly files: FileStore,
    private readonly tickets: TicketStore,
    @Inject(journalToken('ticket')) private readonly journal: Journal,
    private readonly time: Time,
  ) {
    this.works = [
      new DueWork(new DueAlarm(time), {
        name: 'upload',
        due: (now, limit, except) => this.uploads.expired(new Date(now), limit, except),
        run: (id) => this.endUpload(id),
      }),
      new DueWork(new DueAlarm(time), {
        name: 'file',
        due: (now, limit, except) => this.files.expired(new Date(now), limit, except),
        run: (id) => this.endFile(id),
      }),
    ];
  }

  onApplicationBootstrap(): void {
    for (const work of this.works) work.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.works.map((work) => work.stop()));
  }

  /** The upload goes before its pieces: one that ends at this moment keeps both. */
  private async endUpload(id: string): Promise<void> {
    const file = await this.files.load(id);
    const isGone = await this.uploads.expire(id, new Date(this.time.now()));
    if (isGone && !file) await this.uploads.removePieces(id);
  }

  private async endFile(id: string): Promise<void> {
    const file = await this.files.load(id);
    if (!file) return;
    const { ticketId, heldFrom } = file.metadata;
    const entry = ticketId === undefined ? undefined : await this.entryWith(id, ticketId, heldFrom ?? 0);
    if (ticketId !== undefined && entry !== undefined) return this.files.bind([id], ticketId, entry);
    if (await this.files.remove(id, new Date(this.time.now()))) await this.uploads.removePieces(id);
  }

  /** The message that a file was held for, if it was written after all. */
  private async entryWith(fileId: string, ticketId: string, from: number): Promise<number | undefined> {
    const ticket = await this.tickets.aggregates.load(ticketId);
    const kept = await this.journal.of(ticketId, from, manyEntries);
    const brings = ({ data }: { data: object }): boolean =>
      (data as Partial<MessageFacts>).attachments?.some(({ id }) => id === fileId) ?? false;
    return [...kept, ...(ticket?.outbox ?? [])].find(brings)?.version;
  }
}
