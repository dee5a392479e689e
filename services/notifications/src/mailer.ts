import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { tmpdir } from 'node:os';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { withNote } from './domain/enclosure.js';
import { htmlOf } from './domain/letter.js';
import type { Enclosures } from './letter/enclosures.js';
import type { NoticeDocument } from './notice.schema.js';
import { NotificationsConfig } from './notifications.config.js';

/** Connections to the mail server. */
export const mailConnections = 5;

type Letter = Pick<NoticeDocument, '_id' | 'recipient' | 'ticketId' | 'cause' | 'title' | 'body' | 'html'>;

/** A letter with files that is not taken after that long is tried again, in milliseconds. */
export const longestWithFilesMs = 600_000;
/** A letter to be signed is read to its end first: what is longer than this waits on disk. */
const signedInMemory = 1024 * 1024;

@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter;
  private readonly host: string;

  constructor(private readonly config: NotificationsConfig) {
    this.host = /@([^\s@<>]+)>?$/.exec(config.MAIL_FROM)![1]!;
    this.transport = createTransport({
      url: config.SMTP_URL,
      pool: true,
      maxConnections: mailConnections,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...this.signature(),
    } as Parameters<typeof createTransport>[0]);
  }

  /** Resolves when the server has taken it. @throws what the server or the connection said, or why files could not be read */
  async send(notice: Letter, enclosures: Enclosures = { files: [], note: '' }): Promise<void> {
    const letter = this.letter(notice, enclosures);
    const hasFiles = enclosures.files.length > 0;
    try {
      await this.transport.sendMail(hasFiles ? { ...letter, signal: AbortSignal.timeout(longestWithFilesMs) } : letter);
    } catch (error) {
      throw enclosures.failure ?? error;
    } finally {
      for (const { content } of enclosures.files) content.destroy();
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  private signature(): {
    dkim?: { domainName: string; keySelector: string; privateKey: string; cacheDir: string; cacheTreshold: number };
  } {
    const { DKIM_SELECTOR: keySelector, DKIM_KEY_FILE: file } = this.config;
    if (keySelector === undefined || file === undefined) return {};
    return {
      dkim: {
        domainName: this.host,
        keySelector,
        privateKey: readFileSync(file, 'utf8'),
        cacheDir: tmpdir(),
        cacheTreshold: signedInMemory,
      },
    };
  }

  /** The same notice is the same letter, so that a repetition after a crash can be recognised by its Message-ID. */
  private letter(
    { _id, recipient, ticketId, cause, title, body = title, html }: Letter,
    { files, note }: Enclosures,
  ): SendMailOptions {
    const cid = (id: string): string => `${id}@${this.host}`;
    const shown = new Map(files.filter(({ isShown }) => isShown).map(({ id }) => [id, cid(id)]));
    const [text, page] = withNote(body, html ?? htmlOf(body), note, shown);
    const thread = ticketId === undefined ? undefined : `<${ticketId}@${this.host}>`;
    return {
      from: this.config.MAIL_FROM,
      to: { name: '', address: recipient },
      subject: title,
      text,
      html: page,
      attachments: files.map(({ id, name, type, isShown, content }) => ({
        filename: name,
        contentType: type,
        content,
        ...(isShown ? { cid: cid(id), contentDisposition: 'inline' } : { contentDisposition: 'attachment' }),
      })),
      messageId: `<${createHash('sha256').update(_id).digest('hex').slice(0, 40)}@${this.host}>`,
      ...(thread !== undefined && { inReplyTo: thread, references: thread }),
      // Machines that would answer are asked not to; what a person wrote is no machine's letter.
      ...(cause !== 'replied' && {
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      }),
    };
  }
}
