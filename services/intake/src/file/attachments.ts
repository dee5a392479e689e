import { Inject, Injectable } from '@nestjs/common';
import { Problem, type Actor, type AttachmentFacts } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import type { FileFacts } from './file.schema.js';
import { FileStore } from './file.store.js';
import { attachmentOf } from './file-view.js';
import { IntakeConfig } from '../intake.config.js';

const hourMs = 60 * 60 * 1000;

/** Files on their way into a ticket. */
export interface Attaching {
  attachments: AttachmentFacts[];
  /** The entry that they came with is written. */
  written(entry: number): Promise<void>;
  /** No entry is written. */
  refused(): Promise<void>;
}

/**
 * Makes files part of a ticket, with the message that brings them. A process that dies between the two leaves files
 * that are held; the sweep looks whether the message was written.
 */
@Injectable()
export class Attachments {
  constructor(
    private readonly files: FileStore,
    private readonly time: Time,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /**
   * @param version of the ticket as it is now
   * @throws Problem `validation-failed` unless each is one's own or part of the ticket already
   */
  async attach(ids: readonly string[], ticketId: string, version: number, by: Actor): Promise<Attaching> {
    const found = await this.files.some(ids);
    const byId = new Map(found.map((file) => [file._id, file]));
    for (const [index, id] of ids.entries()) {
      const { metadata } = byId.get(id) ?? {};
      if (!isHere(metadata, ticketId, version, by) && !isFreeOf(metadata, by)) throw unknown(index);
    }
    await this.files.hold(ids, ticketId, version, new Date(this.time.now() + hourMs));
    return {
      attachments: ids.map((id) => attachmentOf(byId.get(id)!)),
      written: (entry) => this.files.bind(ids, ticketId, entry),
      refused: () => this.files.release(ids, ticketId),
    };
  }

  /** A draft keeps its files as long as it is kept itself. */
  async keep(ids: readonly string[], by: Actor, until: Date): Promise<void> {
    if (ids.length === 0) return;
    const found = await this.files.some(ids);
    const own = new Set(found.filter(({ metadata }) => isOf(metadata, by)).map(({ _id }) => _id));
    for (const [index, id] of ids.entries()) if (!own.has(id)) throw unknown(index);
    await this.files.keep(ids, by, until);
  }

  /** Files of a draft that is thrown away go like any that are not sent. */
  async drop(ids: readonly string[], by: Actor): Promise<void> {
    if (ids.length === 0) return;
    await this.files.shorten(ids, by, new Date(this.time.now() + this.config.UNSENT_FILE_HOURS * hourMs));
  }
}

const isOf = (metadata: FileFacts | undefined, { kind, id }: Actor): boolean =>
  metadata?.shelf === undefined && metadata?.by.id === id && metadata.by.kind === kind;

/** Part of the ticket already; one that is about to be opened has what its sender is holding for it. */
const isHere = (metadata: FileFacts | undefined, ticketId: string, version: number, by: Actor): boolean =>
  metadata?.ticketId === ticketId && (version > 0 || (metadata.entry === undefined && isOf(metadata, by)));

/** Somebody's own that is part of nothing yet. */
export const isFreeOf = (metadata: FileFacts | undefined, by: Actor): boolean =>
  metadata?.ticketId === undefined && isOf(metadata, by);

export const unknown = (index: number, list = '/attachments'): Problem =>
  new Problem('validation-failed', { errors: [{ pointer: `${list}/${index}`, message: 'is no file of yours' }] });
