import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TicketView } from '@deskbeat/contracts';
import { System } from '@deskbeat/tools';
import { startMailbox, type Mailbox } from './mailbox.js';
import { operatorAt, type Visitor } from './visitors.js';

/** Requests of one account. */
export const quota = 400;

/** A system as it is run, with limits that a test can reach, and two customers. */
export interface Fortress {
  url: string;
  mailbox: Mailbox;
  /** Whoever runs it. */
  root: Visitor;
  mira: Visitor;
  noah: Visitor;
  miras: TicketView;
  noahs: TicketView;
  /** Id of a file on the second ticket: `only for Noah`. */
  noahsFile: string;
  /** What all services wrote so far. */
  logs(): string;
  close(): Promise<void>;
}

export const bytes = { 'content-type': 'application/octet-stream' };
export const issueOf = (name: string) => ({
  subject: `The lamp of ${name}`,
  text: 'It blinks.',
  customer: { email: `${name}@customer.example.test`, name },
});

export async function openFortress(): Promise<Fortress> {
  const mailbox = await startMailbox();
  const system = await System.start({
    env: {
      SMTP_URL: mailbox.url,
      LOG_LEVEL: 'debug',
      LINK_SECRET: 'x'.repeat(32),
      ARGON2_MEMORY_KIB: '64',
      ARGON2_PASSES: '1',
      RATE_WINDOW_SECONDS: '86400',
      RATE_LIMIT_ACCOUNT: String(quota),
      RATE_LIMIT: '0',
    },
  }).catch(async (error: unknown) => {
    await mailbox.close();
    throw error;
  });
  const url = system.gatewayUrl;
  const root = operatorAt(url);
  const file = await root.does<{ id: string }>('POST', '/files?name=letter.txt', 'only for Noah', bytes);
  const miras = await root.does<TicketView>('POST', '/tickets', issueOf('mira'));
  const noahs = await root.does<TicketView>('POST', '/tickets', { ...issueOf('noah'), attachments: [file.id] });
  const customer = ({ customerId }: TicketView): Visitor => operatorAt(url, `customer:${customerId}`);
  return {
    ...{ url, mailbox, root, miras, noahs, noahsFile: file.id },
    mira: customer(miras),
    noah: customer(noahs),
    logs: () =>
      readdirSync(system.dir)
        .filter((name) => name.endsWith('.log'))
        .map((name) => readFileSync(join(system.dir, name), 'utf8'))
        .join('\n'),
    close: async () => {
      await system.stop();
      await mailbox.close();
    },
  };
}
