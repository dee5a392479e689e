import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Binary, ObjectId, type Collection } from 'mongodb';
import type { Model } from 'mongoose';
import { collectionOf, duplicateKeyOf } from '@deskbeat/persistence';
import type { Chunk, Upload } from './file.schema.js';

/** Files that are coming, and the pieces of all files. */
@Injectable()
export class UploadStore implements OnModuleInit {
  private readonly uploads: Collection<Upload>;
  private readonly chunks: Collection<Chunk>;

  constructor(
    @InjectModel('Upload') model: Model<Upload>,
    @InjectModel('FileChunk') private readonly chunkModel: Model<Chunk>,
  ) {
    this.uploads = collectionOf(model);
    this.chunks = collectionOf(chunkModel);
  }

  /** No piece is taken before pieces are unique. */
  async onModuleInit(): Promise<void> {
    await this.chunkModel.init();
  }

  async begin(upload: Upload): Promise<void> {
    await this.uploads.insertOne(upload);
  }

  async load(id: string): Promise<Upload | undefined> {
    return (await this.uploads.findOne({ _id: id })) ?? undefined;
  }

  /** Keeps an upload from going for a while. @returns undefined when it is gone */
  async hold(id: string, now: Date, until: Date): Promise<Upload | undefined> {
    const filter = { _id: id, expiresAt: { $gt: now } };
    const held = await this.uploads.findOneAndUpdate(filter, { $set: { expiresAt: until } });
    return held ?? undefined;
  }

  async end(id: string): Promise<void> {
    await this.uploads.deleteOne({ _id: id });
  }

  /** @returns whether it was there and went now */
  async expire(id: string, now: Date): Promise<boolean> {
    const { deletedCount } = await this.uploads.deleteOne({ _id: id, expiresAt: { $lte: now } });
    return deletedCount === 1;
  }

  async expired(now: Date, limit: number, except: readonly string[]): Promise<string[]> {
    const due = { expiresAt: { $lte: now }, ...(except.length > 0 && { _id: { $nin: [...except] } }) };
    const found = await this.uploads
      .find(due, { projection: { _id: 1 } })
      .sort({ expiresAt: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  /** The same piece twice is kept once. */
  async addPiece(fileId: string, n: number, bytes: Buffer): Promise<void> {
    try {
      await this.chunks.insertOne({ _id: new ObjectId(), files_id: fileId, n, data: new Binary(bytes) });
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
    }
  }

  async piece(fileId: string, n: number): Promise<Buffer | undefined> {
    const chunk = await this.chunks.findOne({ files_id: fileId, n });
    return chunk ? bytesOf(chunk.data) : undefined;
  }

  /** All pieces in order, a few at a time. */
  async *pieces(fileId: string): AsyncGenerator<{ n: number; bytes: Buffer }> {
    const found = this.chunks.find({ files_id: fileId }).sort({ files_id: 1, n: 1 }).batchSize(8);
    for await (const { n, data } of found) yield { n, bytes: bytesOf(data) };
  }

  async removePieces(fileId: string): Promise<void> {
    await this.chunks.deleteMany({ files_id: fileId });
  }
}

export function bytesOf(data: Binary): Buffer {
  const { buffer, byteOffset, byteLength } = data.value();
  return Buffer.from(buffer, byteOffset, byteLength);
}
