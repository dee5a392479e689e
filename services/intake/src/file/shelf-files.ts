import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Problem, type Actor, type AttachmentFacts } from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { IntakeConfig } from '../intake.config.js';
import { isFreeOf, unknown } from './attachments.js';
import type { StoredFile } from './file.schema.js';
import { FileStore } from './file.store.js';
import { attachmentOf } from './file-view.js';
import { UploadStore } from './upload.store.js';

const hourMs = 60 * 60 * 1000;

/** Files that are kept to be sent again and again: every ticket gets its own copy. */
@Injectable()
export class ShelfFiles {
  constructor(
    private readonly files: FileStore,
    private readonly uploads: UploadStore,
    private readonly time: Time,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /** @throws Problem `validation-failed` unless each is one's own or on this shelf already */
  async keep(ids: readonly string[], shelf: string, by: Actor): Promise<void> {
    if (ids.length === 0) return;
    const byId = new Map((await this.files.some(ids)).map((file) => [file._id, file.metadata]));
    for (const [index, id] of ids.entries()) {
      const metadata = byId.get(id);
      if (metadata?.shelf !== shelf && !isFreeOf(metadata, by)) throw unknown(index, '/actions/attachments');
    }
    await this.files.shelve(ids, shelf);
  }

  /** What is not kept any more goes like anything that is not sent. */
  drop(shelf: string, but: readonly string[] = []): Promise<void> {
    return this.files.unshelve(shelf, but, this.unsentUntil());
  }

  async facts(ids: readonly string[] = []): Promise<AttachmentFacts[]> {
    return ids.length === 0 ? [] : (await this.inOrder(ids)).map(attachmentOf);
  }

  /** Somebody's own files with the same bytes: their ids. */
  async copies(ids: readonly string[] = [], by: Actor): Promise<string[]> {
    return ids.length === 0 ? [] : Promise.all((await this.inOrder(ids)).map((file) => this.copy(file, by)));
  }

  private async copy({ _id: from, metadata, ...file }: StoredFile, by: Actor): Promise<string> {
    const id = uuid();
    for await (const { n, bytes } of this.uploads.pieces(from)) await this.uploads.addPiece(id, n, bytes);
    const { type, claimedType, sha256 } = metadata;
    const facts = { type, ...(claimedType && { claimedType }), sha256, by, expiresAt: this.unsentUntil() };
    await this.files.insert({ ...file, _id: id, uploadDate: new Date(this.time.now()), metadata: facts });
    return id;
  }

  private async inOrder(ids: readonly string[]): Promise<StoredFile[]> {
    const byId = new Map((await this.files.some(ids)).map((file) => [file._id, file]));
    return ids.map((id) => {
      const file = byId.get(id);
      if (file) return file;
      throw new Problem('not-found', { context: { entity: 'file', id } });
    });
  }

  private unsentUntil(): Date {
    return new Date(this.time.now() + this.config.UNSENT_FILE_HOURS * hourMs);
  }
}
