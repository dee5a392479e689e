import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { htmlOf } from './domain/letter.js';
import type { NoticeDocument } from './notice.schema.js';
import { NotificationsConfig } from './notifications.config.js';

/** Connections to the mail server. */
export const mailConnections = 5;

type Letter = Pick<NoticeDocument, '_id' | 'recipient' | 'ticketId' | 'cause' | 'title' | 'body' | 'html'>;

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

  /** Resolves when the server has taken it. @throws what the server or the connection said */
  async send(notice: Letter): Promise<void> {
    await this.transport.sendMail(this.letter(notice));
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  private signature(): { dkim?: { domainName: string; keySelector: string; privateKey: string } } {
    const { DKIM_SELECTOR: keySelector, DKIM_KEY_FILE: file } = this.config;
    if (keySelector === undefined || file === undefined) return {};
    return { dkim: { domainName: this.host, keySelector, privateKey: readFileSync(file, 'utf8') } };
  }

  /** The same notice is the same letter, so that a repetition after a crash can be recognised by its Message-ID. */
  private letter({ _id, recipient, ticketId, cause, title, body = title, html }: Letter): SendMailOptions {
    const thread = ticketId === undefined ? undefined : `<${ticketId}@${this.host}>`;
    return {
      from: this.config.MAIL_FROM,
      to: { name: '', address: recipient },
      subject: title,
      text: body,
      html: html ?? htmlOf(body),
      messageId: `<${createHash('sha256').update(_id).digest('hex').slice(0, 40)}@${this.host}>`,
      ...(thread !== undefined && { inReplyTo: thread, references: thread }),
      // Machines that would answer are asked not to; what a person wrote is no machine's letter.
      ...(cause !== 'replied' && {
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      }),
    };
  }
}
