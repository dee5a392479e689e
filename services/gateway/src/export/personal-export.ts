import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  getFile,
  problemOf,
  readPersonalData,
  type DataOwner,
  type PersonalFile,
  type Subject,
} from '@deskbeat/contracts';
import { Bus, type AskOptions } from '@deskbeat/messaging';
import { ZipFile } from 'yazl';
import { Transfer } from '../file/transfer.js';

const owners = Object.keys(readPersonalData) as DataOwner[];

/** All that every service keeps about somebody, as a zip that is written while it is read. */
@Injectable()
export class PersonalExport {
  constructor(
    private readonly bus: Bus,
    private readonly transfer: Transfer,
  ) {}

  zipOf(subject: Subject, caller: AskOptions): Readable {
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.once('error', (error) => output.destroy(error as Error));
    this.fill(zip, subject, caller).then(
      () => zip.end(),
      (error: unknown) => output.destroy(error as Error),
    );
    return output;
  }

  private async fill(zip: ZipFile, subject: Subject, caller: AskOptions): Promise<void> {
    zip.addBuffer(jsonOf(subject), 'subject.json');
    const files = new Map<string, PersonalFile>();
    for (const owner of owners) {
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const asked = { ...subject, ...(cursor !== undefined && { cursor }) };
        const page = await this.bus.ask(readPersonalData[owner], asked, { ...caller, deadlineMs: 15_000 });
        for (const { name, data } of page.records) zip.addBuffer(jsonOf(data), `${owner}/${safe(name)}.json`);
        for (const file of page.files ?? []) files.set(file.id, file);
        cursor = page.next;
        await drained(zip);
      }
    }
    for (const file of files.values()) await this.addFile(zip, file, caller);
  }

  /** One after the other, as the reader takes them. A file that is gone is not there. */
  private async addFile(zip: ZipFile, { id, name }: PersonalFile, caller: AskOptions): Promise<void> {
    const file = await this.bus.ask(getFile, { id }, caller).catch((error: unknown) => {
      if (problemOf(error).code === 'not-found') return undefined;
      throw error;
    });
    if (!file) return;
    const bytes = this.transfer.download(file, { first: 0, last: file.size - 1 }, caller);
    await new Promise<void>((resolve, reject) => {
      bytes.once('end', resolve).once('error', reject);
      zip.outputStream.once('close', resolve);
      zip.addReadStream(bytes, `files/${id}/${safe(name)}`);
    });
  }
}

const jsonOf = (data: object): Buffer => Buffer.from(JSON.stringify(data, undefined, 2));

/** What an archive may name a file on any system. */
const safe = (name: string): string => name.replaceAll(/[^\p{L}\p{N}./ _-]|\.\.+/gu, '_').replace(/^\/+/, '');

/** Nothing more is asked for before the reader has taken most of what was. */
async function drained(zip: ZipFile): Promise<void> {
  const output = zip.outputStream as Readable;
  while (output.readableLength > 65_536 && !output.destroyed) await delay(20);
  if (output.destroyed) throw new Error('nobody reads it any more');
}
