import { connect, type NatsConnection } from '@nats-io/transport-node';
import { staff, System, type Member } from '@deskbeat/tools';
import { Api } from './api.js';
import { startMailbox, type Mailbox } from './mailbox.js';

/** The whole system, with what people and other systems reach it by: HTTP, the bus, mail. */
export interface Desk {
  system: System;
  api: Api;
  /** A plain NATS client, as another company system has one. */
  nats: NatsConnection;
  /** All mail that went out. */
  mailbox: Mailbox;
  close(): Promise<void>;
}

export const team: readonly Member[] = [
  { id: 'ana', name: 'Ana', email: 'ana@desk.example.test' },
  { id: 'ben', name: 'Ben', email: 'ben@desk.example.test' },
  { id: 'mia', name: 'Mia', email: 'mia@desk.example.test', role: 'manager' },
];

/** Starts everything from the compiled services, on free ports, in a temporary folder, with a team of three. */
export async function openDesk(): Promise<Desk> {
  const mailbox = await startMailbox();
  const system = await System.start({
    env: { SMTP_URL: mailbox.url, WEBHOOKS_TO_PRIVATE_NETWORKS: 'true', LINK_SECRET: 'x'.repeat(32) },
  }).catch(async (error: unknown) => {
    await mailbox.close();
    throw error;
  });
  await staff(system.natsUrl, team);
  const nats = await connect({ servers: system.natsUrl, maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  const close = async (): Promise<void> => {
    await nats.close();
    await system.stop();
    await mailbox.close();
  };
  return { system, api: new Api(system.gatewayUrl), nats, mailbox, close };
}
