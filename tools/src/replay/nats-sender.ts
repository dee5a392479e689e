import type { NatsConnection } from '@nats-io/transport-node';
import { connectNow } from '../command/connect.js';
import type { Issue } from './mapping.js';
import { Busy, failureOf, type Accepted, type Sender } from './sender.js';

const subject = 'intake.replay.v1';
const timeoutMs = 15_000;

interface Reply {
  ticketId?: string;
  number?: string;
  status?: number;
  code?: string;
}

/** Publishes CloudEvents like another company system does, and waits for the receipt. */
export class NatsSender implements Sender {
  private constructor(private readonly connection: NatsConnection) {}

  static async connect(url: string): Promise<NatsSender> {
    return new NatsSender(await connectNow(url, 'tools-replay'));
  }

  async send(issue: Issue, key: string): Promise<Accepted> {
    const reply = await this.ask(JSON.stringify(cloudEvent(issue, key)));
    if (reply.ticketId && reply.number) return { ticketId: reply.ticketId, number: reply.number };
    throw failureOf({ status: 500, ...reply });
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async ask(payload: string): Promise<Reply> {
    try {
      return (await this.connection.request(subject, payload, { timeout: timeoutMs })).json<Reply>();
    } catch (error) {
      throw new Busy(500, String(error));
    }
  }
}

export const cloudEvent = (data: object, id: string): object => ({
  specversion: '1.0',
  id,
  source: 'urn:deskbeat:replay',
  type: 'io.deskbeat.issue.reported.v1',
  datacontenttype: 'application/json',
  time: new Date().toISOString(),
  data,
});
