import { randomUUID } from 'node:crypto';
import { Problem, problemOf, type Actor, type ProblemData, type RequestContract } from '@deskbeat/contracts';
import { actorHeader, actorValue, deadlineHeader } from '@deskbeat/messaging';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { connectNow } from './connect.js';

interface Reply<A> {
  err?: ProblemData;
  response?: A;
}

/** Asks services over a plain NATS connection, as a program without Nest would. */
export class Caller {
  private constructor(private readonly connection: NatsConnection) {}

  static async connect(url: string): Promise<Caller> {
    return new Caller(await connectNow(url, 'tools-caller'));
  }

  /** @throws Problem of the owner, or `service-unavailable` when no answer comes */
  async ask<Q extends object, A extends object>(
    { subject }: RequestContract<Q, A>,
    data: Q,
    { actor = { kind: 'system', id: 'tools' }, deadlineMs = 15_000 }: { actor?: Actor; deadlineMs?: number } = {},
  ): Promise<A> {
    const sent = headers();
    sent.set(actorHeader, actorValue(actor));
    sent.set(deadlineHeader, String(Date.now() + deadlineMs));
    const packet = JSON.stringify({ pattern: subject, data, id: randomUUID() });
    const options = { timeout: deadlineMs, headers: sent };
    const message = await this.connection.request(subject, packet, options).catch((cause: unknown) => {
      throw Object.assign(new Problem('service-unavailable', { context: { subject } }), { cause });
    });
    const { err, response } = message.json<Reply<A>>();
    if (err) throw problemOf(err);
    return response!;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
