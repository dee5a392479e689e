import type { AddressInfo } from 'node:net';
import { MailLog } from './mail-log.js';
import { listenSmtp } from './smtp.js';
import { listenWeb } from './web.js';

export interface MailSinkOptions {
  /** Folder of the kept mails. */
  dir: string;
  /** 0 takes a free port. */
  smtpPort: number;
  webPort: number;
  host?: string;
  /** How many mails are kept. */
  keep?: number;
}

export interface MailSink {
  smtpPort: number;
  webPort: number;
  close(): Promise<void>;
}

/** Receives mail by SMTP, keeps the newest on disk and shows them on a page. */
export async function startMailSink({
  dir,
  smtpPort,
  webPort,
  host = '127.0.0.1',
  keep,
}: MailSinkOptions): Promise<MailSink> {
  const log = new MailLog(dir, keep);
  const smtp = await listenSmtp(smtpPort, host, (envelope, source) => log.append(envelope, source, new Date()).id);
  const listening = (smtp.server.address() as AddressInfo).port;
  const web = await listenWeb(webPort, host, log, listening);
  return {
    smtpPort: listening,
    webPort: (web.address() as AddressInfo).port,
    close: async () => {
      web.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => web.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
      log.close();
    },
  };
}
