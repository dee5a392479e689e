import { Schema } from 'mongoose';
import type { Binary, ObjectId } from 'mongodb';
import type { Actor } from '@deskbeat/contracts';

/** A file that is coming: nothing is to be seen of it. */
export interface Upload {
  _id: string;
  name: string;
  claimed?: string;
  by: Actor;
  createdAt: Date;
  expiresAt: Date;
}

export interface FileFacts {
  type: string;
  claimedType?: string;
  sha256: string;
  by: Actor;
  /** When it goes; absent once it is part of a ticket. */
  expiresAt?: Date;
  ticketId?: string;
  /** The entry of the timeline that it came with. */
  entry?: number;
  /** What keeps it for use again and again, a macro: it is copied into tickets and goes by itself no more. */
  shelf?: string;
  /** Version of the ticket before that entry, while it is not known whether it was written. */
  heldFrom?: number;
}

/** Documents of GridFS, so that every driver and tool reads the files. */
export interface StoredFile {
  _id: string;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  filename: string;
  metadata: FileFacts;
}

export interface Chunk {
  _id: ObjectId;
  files_id: string;
  n: number;
  data: Binary;
}

/** A small picture, made once; without `data` and `failures` where none can be made. */
export interface StoredThumbnail {
  _id: string;
  data?: Binary;
  /** How often making it failed for a reason that may pass. */
  failures?: number;
}

const options = { versionKey: false, strict: false } as const;
const schemaOf = <D>(fields: Record<string, unknown>): Schema<D> => new Schema<D>(fields as never, options as never);

export const uploadSchema = schemaOf<Upload>({ _id: String, expiresAt: Date });
uploadSchema.index({ expiresAt: 1 }, { name: 'expiry' });

export const fileSchema = schemaOf<StoredFile>({ _id: String, metadata: {} });
fileSchema.index({ 'metadata.ticketId': 1, _id: 1 } as never, { name: 'ticket' });
fileSchema.index({ 'metadata.expiresAt': 1 } as never, { name: 'expiry', sparse: true });

fileSchema.index({ 'metadata.shelf': 1 } as never, { name: 'shelf', sparse: true });

export const chunkSchema = schemaOf<Chunk>({ files_id: String, n: Number });
chunkSchema.index({ files_id: 1, n: 1 }, { unique: true, name: 'piece' });

export const thumbnailSchema = schemaOf<StoredThumbnail>({ _id: String });

export const fileModels = [
  { name: 'Upload', schema: uploadSchema, collection: 'uploads' },
  { name: 'File', schema: fileSchema, collection: 'files.files' },
  { name: 'FileChunk', schema: chunkSchema, collection: 'files.chunks' },
  { name: 'Thumbnail', schema: thumbnailSchema, collection: 'thumbnails' },
];
