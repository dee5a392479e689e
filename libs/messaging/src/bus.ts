import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ClientNats, NatsRecordBuilder, type NatsOptions } from '@nestjs/microservices';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { SpanKind, context } from '@opentelemetry/api';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { Problem, problemOf, type Actor, type Identity, type RequestContract } from '@deskbeat/contracts';
import { entitlementOf } from '@deskbeat/permissions';
import { actorHeader, actorValue, deadlineHeader } from './actor.js';
import { Authority } from './authority.js';
import { identityHeader, passedOn } from './caller.js';
import { busConnection, gatherWrites } from './connection.js';
import { inSpan, ticketHeader, tracedHeaders } from './trace.js';

export interface AskOptions {
  actor: Actor;
  /** What the gateway knows of them; a service speaks for itself, or passes on what it was asked with. */
  identity?: Identity;
  /** How long the caller waits, in milliseconds; default 5,000. */
  deadlineMs?: number;
}

class GatheringClient extends ClientNats {
  override async createClient(): Promise<NatsConnection> {
    return gatherWrites((await super.createClient()) as NatsConnection);
  }
}

/** Asks the owner of a contract and waits for the answer. */
@Injectable()
export class Bus implements OnApplicationShutdown {
  private readonly client: ClientNats;

  constructor(
    url: string,
    service: string,
    private readonly authority = new Authority(),
  ) {
    this.client = new GatheringClient(busConnection(url, `${service}-bus`) as NonNullable<NatsOptions['options']>);
  }

  /**
   * @throws Problem of the owner; `forbidden` before it is asked when the identity may never ask it; `service-unavailable` when nobody answers for the contract or the bus is away;
   * `deadline-exceeded` when the answer does not come in time
   */
  async ask<Q extends object, A extends object>(
    contract: RequestContract<Q, A>,
    payload: Q,
    { actor, identity, deadlineMs = 5_000 }: AskOptions,
  ): Promise<A> {
    if (identity && this.authority.isEnforced && entitlementOf(identity).of(contract.subject) === 'no') {
      throw new Problem('forbidden', { context: { subject: contract.subject } });
    }
    return inSpan(contract.subject, { kind: SpanKind.CLIENT }, context.active(), async () => {
      const sent = tracedHeaders(headers());
      sent.set(actorHeader, actorValue(actor));
      const signature = passedOn(actor) ?? (await this.authority.signatureFor(actor, identity));
      if (signature !== undefined) sent.set(identityHeader, signature);
      sent.set(deadlineHeader, String(Date.now() + deadlineMs));
      if ('ticketId' in payload) sent.set(ticketHeader, encodeURIComponent(String(payload.ticketId)));
      const record = new NatsRecordBuilder(payload).setHeaders(sent).build();
      try {
        return await firstValueFrom(this.client.send<A>(contract.subject, record).pipe(timeout(deadlineMs)));
      } catch (error) {
        throw failureOf(error, contract.subject);
      }
    });
  }

  async connect(): Promise<void> {
    await this.client.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}

function failureOf(error: unknown, subject: string): Problem {
  if (error instanceof TimeoutError) return new Problem('deadline-exceeded', { context: { subject } });
  const problem = problemOf(error);
  if (problem.code !== 'internal' || (error as { code?: unknown } | undefined)?.code === 'internal') return problem;
  // What is left are the client's own failures: no responders, connection lost.
  return Object.assign(new Problem('service-unavailable', { context: { subject } }), { cause: error });
}
