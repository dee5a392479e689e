import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  getFile,
  pieceBytes,
  problemOf,
  readPiece,
  type AttachmentFacts,
  type NoticeLanguage,
} from '@deskbeat/contracts';
import { Bus } from '@deskbeat/messaging';
import { enclosureOf, isShown, letterName, letterType, noteOn, picturesIn } from '../domain/enclosure.js';
import type { Failure } from '../domain/delivery.js';
import type { NoticeDocument } from '../notice.schema.js';
import { NotificationsConfig } from '../notifications.config.js';

const actor = { kind: 'system', id: 'notifications' } as const;

/** One file on its way into a letter. */
export interface Enclosed {
  id: string;
  name: string;
  type: string;
  /** Shown in its place in the HTML. */
  isShown: boolean;
  content: Readable;
}

export interface Enclosures {
  files: readonly Enclosed[];
  /** What the letter says of files that it does not carry. */
  note: string;
  /** Why a file did not come to its end. */
  failure?: Failure;
}

/** The files of a message, read from their owner while the letter is sent (docs/adr/0017-files-in-pieces-over-the-bus.md). */
@Injectable()
export class Encloser {
  /** Start of the pages on which customers see their tickets. */
  private readonly pages: string;

  constructor(
    private readonly bus: Bus,
    private readonly config: NotificationsConfig,
  ) {
    this.pages = `${config.PUBLIC_URL.replace(/\/+$/, '')}/portal/tickets/`;
  }

  /** @throws Failure `EFILES` when their owner does not answer */
  async of({ files = [], ticketId = '', html, language }: NoticeDocument): Promise<Enclosures> {
    if (files.length === 0) return { files: [], note: '' };
    const enclosure = enclosureOf(files, await this.there(files), this.config.LETTER_FILES_BYTES);
    const pictures = picturesIn(html ?? '');
    const enclosures: Enclosures = {
      note: noteOn(enclosure, language as NoticeLanguage, this.pages + ticketId),
      files: enclosure.carried.map((file) => ({
        id: file.id,
        name: letterName(file.name),
        type: letterType(file.type),
        isShown: isShown(file.type) && pictures.has(file.id),
        content: Readable.from(
          this.bytes(file, (failure) => (enclosures.failure = failure)),
          { objectMode: false, highWaterMark: pieceBytes },
        ),
      })),
    };
    return enclosures;
  }

  private async there(files: readonly AttachmentFacts[]): Promise<Set<string>> {
    const there = new Set<string>();
    for (const { id, size } of files) {
      try {
        const file = await this.bus.ask(getFile, { id }, { actor });
        if (file.size === size) there.add(id);
      } catch (error) {
        const problem = problemOf(error);
        if (problem.retryable || problem.code === 'internal') throw failureOf(error);
      }
    }
    return there;
  }

  /** Two pieces are in memory at most: nothing is read before the mail server takes it. */
  private async *bytes({ id, size }: AttachmentFacts, failed: (failure: Failure) => void): AsyncGenerator<Buffer> {
    const count = Math.ceil(size / pieceBytes);
    let left = size;
    try {
      for (let index = 0; index < count; index++) {
        const bytes = Buffer.from((await this.bus.ask(readPiece, { fileId: id, index }, { actor })).data, 'base64');
        left -= bytes.length;
        yield bytes;
      }
      if (left !== 0) throw new Error('a file is not as long as it should be');
    } catch (error) {
      const failure = failureOf(error);
      failed(failure);
      throw failure;
    }
  }
}

const failureOf = (cause: unknown): Error & Failure =>
  Object.assign(new Error(`the files of the message cannot be read: ${(cause as Error).message}`), { code: 'EFILES' });
