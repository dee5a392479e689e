import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  type Actor,
  type FileList,
  type FileView,
  type ListAttachments,
  type Piece,
  type ReadPiece,
  type Thumbnail,
} from '@deskbeat/contracts';
import { isForCustomer } from '@deskbeat/messaging';
import { decodeCursor, journalToken, pageOf, type Journal } from '@deskbeat/persistence';
import { isOutside } from '../conversation/domain/outside-entry.js';
import { FieldSights } from '../field-rules/field-sights.js';
import { isPicture } from './domain/file-type.js';
import type { StoredFile } from './file.schema.js';
import { FileStore } from './file.store.js';
import { viewOf } from './file-view.js';
import { Thumbnailer } from './thumbnailer.js';
import { bytesOf, UploadStore } from './upload.store.js';

/** What failed so often is not tried again. */
const most = 3;
const retryAfterSeconds = 5;

/** What people read of files. */
@Injectable()
export class FileService {
  /** Pictures that are being made. */
  private readonly making = new Map<string, Promise<Buffer | undefined>>();

  constructor(
    private readonly files: FileStore,
    private readonly uploads: UploadStore,
    private readonly thumbnailer: Thumbnailer,
    private readonly sights: FieldSights,
    @Inject(journalToken('ticket')) private readonly journal: Journal,
  ) {}

  async get(id: string, actor: Actor): Promise<FileView> {
    return viewOf(await this.need(id, actor));
  }

  async list({ ticketId, cursor, limit = 50 }: ListAttachments): Promise<FileList> {
    const after = cursor === undefined ? '' : String(decodeCursor(cursor, 1)[0]);
    const { items, next } = pageOf(await this.files.ofTicket(ticketId, after, limit + 1), limit, ({ _id }) => [_id]);
    const isNarrow = isForCustomer() || (await this.isWithoutNotes());
    const shown = isNarrow ? await this.outside(ticketId, items) : items;
    return { items: shown.map(viewOf), ...(next && { next }) };
  }

  async piece({ fileId, index }: ReadPiece): Promise<Piece> {
    if (await this.isWithoutNotes()) await this.needSeen(await this.files.load(fileId));
    const bytes = await this.uploads.piece(fileId, index);
    if (!bytes) throw nothing(fileId);
    return { data: bytes.toString('base64') };
  }

  /** Made when it is asked for the first time. @throws Problem `not-found` when none can be made, `overloaded` when it may be later */
  async thumbnail(id: string, actor: Actor): Promise<Thumbnail> {
    const { metadata } = await this.need(id, actor);
    if (!isPicture(metadata.type)) throw nothing(id);
    const kept = await this.files.thumbnail(id);
    const isSettled = kept !== undefined && (kept.data !== undefined || (kept.failures ?? most) >= most);
    const picture = isSettled ? kept.data && bytesOf(kept.data) : await this.made(id);
    if (!picture) throw nothing(id);
    return { type: 'image/webp', data: picture.toString('base64') };
  }

  /** Of one's own, while it is part of no ticket. */
  async discard(id: string, actor: Actor): Promise<object> {
    const upload = await this.uploads.load(id);
    if (upload && isOf(upload.by, actor)) {
      await this.uploads.end(id);
      await this.uploads.removePieces(id);
      return {};
    }
    const file = await this.need(id, actor);
    if (!isOf(file.metadata.by, actor) || !(await this.files.remove(id))) {
      throw new Problem('not-editable', { detail: 'the file is part of a ticket or a macro' });
    }
    await this.uploads.removePieces(id);
    return {};
  }

  /** Whether notes are kept from whoever asks. */
  private async isWithoutNotes(): Promise<boolean> {
    return (await this.sights.ofAnswered())?.sees('ticket', 'notes') === false;
  }

  /** @throws Problem `not-found` for a file that came with a note */
  private async needSeen(file: StoredFile | undefined): Promise<void> {
    const { ticketId, entry } = file?.metadata ?? {};
    if (!file || ticketId === undefined || entry === undefined) return;
    if ((await this.outside(ticketId, [file])).length === 0) throw nothing(file._id);
  }

  /** Those that came with what the customer sees. */
  private async outside(ticketId: string, files: readonly StoredFile[]): Promise<StoredFile[]> {
    const versions = new Set(files.flatMap(({ metadata }) => metadata.entry ?? []));
    const entries = (await this.journal.some(ticketId, [...versions])).filter(isOutside);
    const shown = new Set<number | undefined>(entries.map(({ version }) => version));
    return files.filter(({ metadata }) => shown.has(metadata.entry));
  }

  private made(id: string): Promise<Buffer | undefined> {
    const known = this.making.get(id);
    if (known) return known;
    const making = this.make(id).finally(() => this.making.delete(id));
    this.making.set(id, making);
    return making;
  }

  private async make(id: string): Promise<Buffer | undefined> {
    const pieces: Buffer[] = [];
    for await (const { bytes } of this.uploads.pieces(id)) pieces.push(bytes);
    const made = await this.thumbnailer.picture(Buffer.concat(pieces));
    if (made === 'failed') {
      if ((await this.files.thumbnailFailed(id)) >= most) return undefined;
      throw new Problem('overloaded', { context: { retryAfterSeconds } });
    }
    const picture = made === 'impossible' ? undefined : made;
    await this.files.keepThumbnail(id, picture);
    return picture;
  }

  /** What is part of no ticket yet is seen by who sent it. */
  private async need(id: string, actor: Actor): Promise<StoredFile> {
    const file = await this.files.load(id);
    const { entry, shelf, by } = file?.metadata ?? {};
    const isShelved = shelf !== undefined && actor.kind === 'person';
    if (!file || (entry === undefined && !isShelved && !isOf(by!, actor))) throw nothing(id);
    if (await this.isWithoutNotes()) await this.needSeen(file);
    return file;
  }
}

const isOf = (by: Actor, { kind, id }: Actor): boolean => by.kind === kind && by.id === id;
const nothing = (id: string): Problem => new Problem('not-found', { context: { entity: 'file', id } });
