import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  pieceBytes,
  Problem,
  type Actor,
  type BeginUpload,
  type EndUpload,
  type FileView,
  type SendPiece,
  type UploadView,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { IntakeConfig } from '../intake.config.js';
import { safeName } from './domain/file-name.js';
import { contradicted, forbiddenIn, typeOf, type Seen } from './domain/file-type.js';
import type { StoredFile, Upload } from './file.schema.js';
import { FileStore } from './file.store.js';
import { viewOf } from './file-view.js';
import { sniffed } from './sniffing.js';
import { UploadStore } from './upload.store.js';

const hourMs = 60 * 60 * 1000;
/** Longer than an upload takes on any line that is of use. */
const uploadMs = hourMs;

/** Takes files in, piece by piece; any replica takes any piece (docs/adr/0017-files-in-pieces-over-the-bus.md). */
@Injectable()
export class UploadService {
  private readonly forbidden: ReadonlySet<string>;
  private readonly mostBytes: number;

  constructor(
    private readonly uploads: UploadStore,
    private readonly files: FileStore,
    private readonly time: Time,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {
    this.forbidden = new Set(config.FORBIDDEN_FILE_TYPES.split(',').map((type) => type.trim()));
    this.mostBytes = config.MAX_FILE_MB * 1024 * 1024;
  }

  async begin({ name: given, type: claimed, size = 0 }: BeginUpload, by: Actor): Promise<UploadView> {
    const name = safeName(given);
    this.checkSize(size);
    this.checkType({ name, claimed });
    const now = this.time.now();
    const upload: Upload = { _id: uuid(), name, by, createdAt: new Date(now), expiresAt: new Date(now + uploadMs) };
    await this.uploads.begin(claimed === undefined ? upload : { ...upload, claimed });
    return { id: upload._id };
  }

  async take({ uploadId, index, data }: SendPiece, by: Actor): Promise<object> {
    const upload = owned(await this.uploads.load(uploadId), by);
    const bytes = Buffer.from(data, 'base64');
    this.checkSize(index * pieceBytes + bytes.length);
    if (index === 0) this.checkType({ ...upload, ...(await sniffed(bytes)) });
    await this.uploads.addPiece(uploadId, index, bytes);
    return {};
  }

  /** Safe to call twice: the file is the same. */
  async end({ uploadId, size }: EndUpload, by: Actor): Promise<FileView> {
    const now = this.time.now();
    const held = await this.uploads.hold(uploadId, new Date(now), new Date(now + uploadMs));
    const known = held ? undefined : await this.files.load(uploadId);
    if (known) return viewOf(owned({ ...known, by: known.metadata.by }, by));
    const upload = owned(held, by);
    const { first, sha256 } = await this.measured(uploadId, size);
    const seen: Seen = { ...upload, ...(await sniffed(first)) };
    this.checkType(seen);
    const claimedType = contradicted(seen);
    const file: StoredFile = {
      _id: uploadId,
      length: size,
      chunkSize: pieceBytes,
      uploadDate: new Date(now),
      filename: upload.name,
      metadata: {
        type: typeOf(seen),
        ...(claimedType && { claimedType }),
        sha256,
        by,
        expiresAt: new Date(now + this.config.UNSENT_FILE_HOURS * hourMs),
      },
    };
    await this.files.insert(file);
    await this.uploads.end(uploadId);
    return viewOf(file);
  }

  /** @throws Problem `validation-failed` unless every piece is there and they are as long as was said */
  private async measured(uploadId: string, size: number): Promise<{ first: Buffer; sha256: string }> {
    const hash = createHash('sha256');
    let first: Buffer | undefined;
    let length = 0;
    let next = 0;
    for await (const { n, bytes } of this.uploads.pieces(uploadId)) {
      if (n !== next++ || length % pieceBytes !== 0) throw incomplete(length);
      first ??= bytes;
      length += bytes.length;
      hash.update(bytes);
    }
    if (!first || length !== size) throw incomplete(length);
    return { first, sha256: hash.digest('hex') };
  }

  private checkSize(bytes: number): void {
    if (bytes > this.mostBytes) throw new Problem('payload-too-large', { context: { maxBytes: this.mostBytes } });
  }

  private checkType(seen: Seen): void {
    const type = forbiddenIn(seen, this.forbidden);
    if (type !== undefined) throw new Problem('forbidden-file-type', { context: { type } });
  }
}

const incomplete = (length: number): Problem =>
  new Problem('validation-failed', { errors: [{ pointer: '/size', message: `${length} bytes have come` }] });

function owned<T extends { by: Actor }>(upload: T | undefined, { kind, id }: Actor): T {
  if (upload && upload.by.kind === kind && upload.by.id === id) return upload;
  throw new Problem('not-found', { context: { entity: 'upload' } });
}
