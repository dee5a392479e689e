import { randomUUID } from 'node:crypto';
import {
  Problem,
  problemOf,
  type Actor,
  type Identity,
  type ProblemData,
  type RequestContract,
} from '@deskbeat/contracts';
import type { Credentials } from '@deskbeat/identity';
import { actorHeader, actorValue, deadlineHeader, identityHeader } from '@deskbeat/messaging';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { connectNow } from './connect.js';
import { operatorCredentials } from './operator.js';

interface Reply<A> {
  err?: ProblemData;
  response?: A;
}

/** Asks services over a plain NATS connection, as a program without Nest would. */
export class Caller {
  private constructor(
    private readonly connection: NatsConnection,
    private readonly credentials?: Credentials,
  ) {}

  static async connect(url: string): Promise<Caller> {
    return new Caller(await connectNow(url, 'tools-caller'), await operatorCredentials());
  }

  /** @throws Problem of the owner, or `service-unavailable` when no answer comes */
  async ask<Q extends object, A extends object>(
    { subject }: RequestContract<Q, A>,
    data: Q,
    { actor = { kind: 'system', id: 'tools' }, deadlineMs = 15_000 }: { actor?: Actor; deadlineMs?: number } = {},
  ): Promise<A> {
    const sent = headers();
    sent.set(actorHeader, actorValue(actor));
    const signature = await this.credentials?.sign(asOperator(actor));
    if (signature !== undefined) sent.set(identityHeader, signature);
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

/** Whoever runs the system may do everything, in anybody's name. */
const asOperator = (actor: Actor): Identity => ({ ...actor, role: 'administrator', teams: [] });
