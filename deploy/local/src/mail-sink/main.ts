import { startMailSink } from './mail-sink.js';

/** The mail sink as a process of its own; ends with its parent. */
const { MAIL_DIR = '.deskbeat/mail', MAIL_SMTP_PORT = '7326', MAIL_WEB_PORT = '7325' } = process.env;
const sink = await startMailSink({ dir: MAIL_DIR, smtpPort: Number(MAIL_SMTP_PORT), webPort: Number(MAIL_WEB_PORT) });
console.log(`mail to 127.0.0.1:${sink.smtpPort}, page on http://127.0.0.1:${sink.webPort}`);
process.send?.({ type: 'ready', port: sink.webPort });

const stop = () => {
  setTimeout(() => process.exit(1), 1000).unref();
  void sink.close().then(() => process.exit(0));
};
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, stop);
