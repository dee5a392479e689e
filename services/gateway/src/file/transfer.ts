import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  beginUpload,
  discardFile,
  endUpload,
  pieceBytes,
  Problem,
  readPiece,
  sendPiece,
  type BeginUpload,
  type FileView,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { piecesOf } from './pieces.js';
import type { ByteRange } from './range.js';

/** Files between a client and their owner, with two pieces in memory at most (docs/adr/0017-files-in-pieces-over-the-bus.md). */
@Injectable()
export class Transfer {
  constructor(private readonly bus: Bus) {}

  async upload(about: BeginUpload, body: Readable, caller: AskOptions): Promise<FileView> {
    const { id: uploadId } = await this.bus.ask(beginUpload, about, caller);
    try {
      const size = await this.sendAll(uploadId, body, caller);
      return await this.bus.ask(endUpload, { uploadId, size }, { ...caller, deadlineMs: 30_000 });
    } catch (error) {
      // What still comes is let go by, so that the connection can be used again.
      body.resume();
      // The owner forgets it after a while as well.
      await this.bus.ask(discardFile, { id: uploadId }, caller).catch(() => undefined);
      throw body.readableAborted ? cutOff() : error;
    }
  }

  /** The bytes of a file, read as fast as the client takes them. */
  download({ id }: FileView, range: ByteRange, caller: AskOptions): Readable {
    return Readable.from(this.bytes(id, range, caller), { objectMode: false, highWaterMark: pieceBytes });
  }

  private async sendAll(uploadId: string, body: Readable, caller: AskOptions): Promise<number> {
    let size = 0;
    let index = 0;
    let sending: Promise<unknown> = Promise.resolve();
    for await (const piece of piecesOf(body, pieceBytes)) {
      await sending;
      size += piece.length;
      sending = this.bus.ask(sendPiece, { uploadId, index: index++, data: piece.toString('base64') }, caller);
      // Awaited with the next piece; until then it is no unhandled failure.
      sending.catch(() => undefined);
    }
    await sending;
    return size;
  }

  private async *bytes(fileId: string, { first, last }: ByteRange, caller: AskOptions): AsyncGenerator<Buffer> {
    const lastIndex = Math.floor(last / pieceBytes);
    const read = (index: number) => this.bus.ask(readPiece, { fileId, index }, caller);
    let next = read(Math.floor(first / pieceBytes));
    for (let index = Math.floor(first / pieceBytes); index <= lastIndex; index++) {
      const bytes = Buffer.from((await next).data, 'base64');
      if (index < lastIndex) {
        next = read(index + 1);
        next.catch(() => undefined);
      }
      const start = index * pieceBytes;
      yield bytes.subarray(Math.max(first - start, 0), last - start + 1);
    }
  }
}

const cutOff = (): Problem => new Problem('malformed-request', { detail: 'the file did not come to its end' });
