import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { headers, TimeoutError, type NatsConnection } from '@nats-io/transport-node';
import { SpanKind, context } from '@opentelemetry/api';
import { Problem, problemOf, type Actor, type Identity, type RequestContract } from '@deskbeat/contracts';
import { entitlementOf } from '@deskbeat/permissions';
import { actorHeader, actorValue, deadlineHeader } from './actor.js';
import { answerIn, type Answer } from './answer.js';
import { Answers } from './answers.js';
import { Authority } from './authority.js';
import { identityHeader, passedOn } from './caller.js';
import { busConnection, connectBus } from './connection.js';
import { inSpan, ticketHeader, tracedHeaders } from './trace.js';

export interface AskOptions {
  actor: Actor;
  /** What the gateway knows of them; a service speaks for itself, or passes on what it was asked with. */
  identity?: Identity;
  /** How long the caller waits, in milliseconds; default 5,000. */
  deadlineMs?: number;
}

/** Nest takes what has no id for an event. */
const packetId = 'ask';

/** A connection that was made, whether or not the bus is there just now. */
interface Line {
  connection: NatsConnection;
  answers: Answers;
  isDown: boolean;
}

/** Asks the owner of a contract and waits for the answer. */
@Injectable()
export class Bus implements OnApplicationShutdown {
  private readonly logger = new Logger('bus');
  private opening?: Promise<Line>;
  private line?: Line;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly service: string,
    private readonly authority = new Authority(),
  ) {}

  /**
   * @throws Problem of the owner; `forbidden` before it is asked when the identity may never ask it; `service-unavailable` when nobody answers for the contract or the bus is away;
   * `deadline-exceeded` when the answer does not come in time
   */
  async ask<Q extends object, A extends object>(
    contract: RequestContract<Q, A>,
    payload: Q,
    options: AskOptions,
  ): Promise<A> {
    return (await this.forward(contract, payload, options)).read();
  }

  /** The same for who passes the answer on as it came. */
  async forward<Q extends object, A extends object>(
    { subject }: RequestContract<Q, A>,
    payload: Q,
    { actor, identity, deadlineMs = 5_000 }: AskOptions,
  ): Promise<Answer<A>> {
    if (identity && this.authority.isEnforced && entitlementOf(identity).of(subject) === 'no') {
      throw new Problem('forbidden', { context: { subject } });
    }
    return inSpan(subject, { kind: SpanKind.CLIENT }, context.active(), async () => {
      const sent = tracedHeaders(headers());
      sent.set(actorHeader, actorValue(actor));
      const signature = passedOn(actor) ?? (await this.authority.signatureFor(actor, identity));
      if (signature !== undefined) sent.set(identityHeader, signature);
      const until = Date.now() + deadlineMs;
      sent.set(deadlineHeader, String(until));
      if ('ticketId' in payload) sent.set(ticketHeader, encodeURIComponent(String(payload.ticketId)));
      const packet = JSON.stringify({ id: packetId, data: payload });
      try {
        const { connection, answers, isDown } = this.line ?? (await this.lineWithin(deadlineMs));
        if (isDown) throw new Error('the bus is away');
        const send = (reply: string): void => connection.publish(subject, packet, { headers: sent, reply });
        const { data } = await answers.of(send, until - Date.now());
        return answerIn(data) as Answer<A>;
      } catch (error) {
        throw failureOf(error, subject);
      }
    });
  }

  async connect(): Promise<void> {
    await this.opened();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await this.line?.connection.close();
    this.line?.answers.close();
  }

  private async lineWithin(patienceMs: number): Promise<Line> {
    const patience = new AbortController();
    const end = delay(patienceMs, undefined, patience).then(() => Promise.reject(new TimeoutError()));
    try {
      return await Promise.race([this.opened(), end]);
    } finally {
      patience.abort();
    }
  }

  private opened(): Promise<Line> {
    this.opening ??= this.open().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  /** Takes as long as the bus is away. */
  private async open(): Promise<Line> {
    const name = `${this.service}-bus`;
    const connection = await connectBus(this.url, name);
    const line = {
      connection,
      answers: new Answers(connection, busConnection(this.url, name).inboxPrefix),
      isDown: false,
    };
    if (this.isClosed) await connection.close();
    void this.watch(line);
    return (this.line = line);
  }

  private async watch(line: Line): Promise<void> {
    for await (const status of line.connection.status()) {
      if (status.type === 'disconnect') line.isDown = true;
      else if (status.type === 'reconnect') line.isDown = false;
      else if (status.type === 'error') this.logger.warn(String(status.error));
    }
  }
}

function failureOf(error: unknown, subject: string): Problem {
  if (error instanceof TimeoutError) return new Problem('deadline-exceeded', { context: { subject } });
  const problem = problemOf(error);
  if (problem.code !== 'internal' || (error as { code?: unknown } | undefined)?.code === 'internal') return problem;
  // What is left are failures of the connection.
  return Object.assign(new Problem('service-unavailable', { context: { subject } }), { cause: error });
}
