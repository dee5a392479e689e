import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectNow, staff, System, type Member } from '@deskbeat/tools';
import { Api } from './api.js';
import { startMailbox, type Mailbox } from './mailbox.js';

/** The whole system, with what people and other systems reach it by: HTTP, the bus, mail. */
export interface Desk {
  system: System;
  api: Api;
  /** The bus, as the operator's tools reach it. */
  nats: NatsConnection;
  /** A plain NATS client of another company system, which is let in for that. */
  source(name: string): Promise<NatsConnection>;
  /** What the bus did not let somebody do, as its log has it. */
  refusedOnBus(): string[];
  /** All mail that went out. */
  mailbox: Mailbox;
  close(): Promise<void>;
}

export const team: readonly Member[] = [
  { id: 'ana', name: 'Ana', email: 'ana@desk.example.test' },
  { id: 'ben', name: 'Ben', email: 'ben@desk.example.test' },
  { id: 'mia', name: 'Mia', email: 'mia@desk.example.test', role: 'manager' },
];

/**
 * Starts everything from the compiled services, on free ports, in a temporary folder, with a team of three.
 * @param env added to the environment of every service
 * @param gatewayPort where that must be known before
 */
export async function openDesk(env: NodeJS.ProcessEnv = {}, gatewayPort?: number): Promise<Desk> {
  const mailbox = await startMailbox();
  const system = await System.start({
    gatewayPort,
    env: { SMTP_URL: mailbox.url, WEBHOOKS_TO_PRIVATE_NETWORKS: 'true', LINK_SECRET: 'x'.repeat(32), ...env },
  }).catch(async (error: unknown) => {
    await mailbox.close();
    throw error;
  });
  await staff(system.natsUrl, team);
  const nats = await connectNow(system.natsUrl, 'e2e');
  const sources: NatsConnection[] = [];
  const source = async (name: string): Promise<NatsConnection> => {
    const connection = await connectNow(await system.addSource(name), name);
    sources.push(connection);
    return connection;
  };
  const refusedOnBus = (): string[] =>
    readFileSync(join(system.dir, 'nats/nats-server.log'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('Violation'));
  const close = async (): Promise<void> => {
    for (const connection of [nats, ...sources]) await connection.close();
    await system.stop();
    await mailbox.close();
  };
  return { system, api: new Api(system.gatewayUrl), nats, source, refusedOnBus, mailbox, close };
}
