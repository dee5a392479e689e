import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { htmlOf } from './domain/letter.js';
import type { NoticeDocument } from './notice.schema.js';
import { NotificationsConfig } from './notifications.config.js';

/** Connections to the mail server. */
export const mailConnections = 5;

@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter;
  private readonly host: string;

  constructor(private readonly config: NotificationsConfig) {
    this.transport = createTransport({
      url: config.SMTP_URL,
      pool: true,
      maxConnections: mailConnections,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as Parameters<typeof createTransport>[0]);
    this.host = /@([^\s@<>]+)>?$/.exec(config.MAIL_FROM)![1]!;
  }

  /** Resolves when the server has taken it. @throws what the server or the connection said */
  async send(notice: Pick<NoticeDocument, '_id' | 'recipient' | 'ticketId' | 'title' | 'body'>): Promise<void> {
    await this.transport.sendMail(this.letter(notice));
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  /** The same notice is the same letter, so that a repetition after a crash can be recognised by its Message-ID. */
  private letter({ _id, recipient, ticketId, title, body = title }: Parameters<Mailer['send']>[0]): SendMailOptions {
    const thread = `<${ticketId}@${this.host}>`;
    return {
      from: this.config.MAIL_FROM,
      to: { name: '', address: recipient },
      subject: title,
      text: body,
      html: htmlOf(body),
      messageId: `<${createHash('sha256').update(_id).digest('hex').slice(0, 40)}@${this.host}>`,
      inReplyTo: thread,
      references: thread,
    };
  }
}
