import { Logger } from '@nestjs/common';
import { NatsContext, ServerNats, type MessageHandler, type NatsOptions } from '@nestjs/microservices';
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { SpanKind } from '@opentelemetry/api';
import { lastValueFrom, throwError } from 'rxjs';
import { intakeSubjects, Problem, problemOf } from '@deskbeat/contracts';
import { entitlementOf } from '@deskbeat/permissions';
import { actorFrom, deadlineHeader } from './actor.js';
import { answerPacket } from './answer.js';
import { Authority } from './authority.js';
import { answering, callerOf, type Caller } from './caller.js';
import { busConnection, gatherWrites } from './connection.js';
import type { Lens } from './lens.js';
import { Sight } from './sight.js';
import { intakeStream } from './streams.js';
import { contextOf, inSpan } from './trace.js';
import { toProblem } from './transient.js';
import type { Witness } from './witness.js';

export interface RpcServerOptions {
  url: string;
  service: string;
  /** What is demanded of those who ask; without it whoever reaches the bus is believed. */
  authority?: Authority;
  /** Decides what those who ask may have, where access is enforced. */
  sight?: Sight;
  /** Keeps parts of answers from some, where access is enforced. */
  lens?: Lens;
  /** Sees what is done for those who ask. */
  witness?: Witness;
  /** Requests at work at once; more are told to come back. */
  maxInFlight?: number;
  /** Called when a request is done, with seconds. */
  observe?: (subject: string, seconds: number) => void;
}

/** Nest's NATS server with trace context, deadlines, bounded concurrency and a close that loses nothing. */
export class RpcServer extends ServerNats {
  private readonly inFlight = new Set<Promise<unknown>>();
  private readonly maxInFlight: number;
  private readonly authority: Authority;
  private readonly sight: Sight;
  private readonly lens?: Lens;
  private readonly witness?: Witness;
  private readonly refusals = new Logger('access');
  private readonly observe: NonNullable<RpcServerOptions['observe']>;

  constructor(options: RpcServerOptions) {
    const { url, service, authority = new Authority(), maxInFlight = 256, observe = () => undefined } = options;
    const connection = { ...busConnection(url, `${service}-rpc`), queue: service, serializer: answerPacket };
    super(connection as NonNullable<NatsOptions['options']>);
    this.authority = authority;
    this.sight = options.sight ?? new Sight();
    this.lens = options.lens;
    this.witness = options.witness;
    this.maxInFlight = maxInFlight;
    this.observe = observe;
  }

  override addHandler(pattern: unknown, handler: MessageHandler, isEvent?: boolean, extras?: object): void {
    const subject = String(pattern);
    const lens = this.authority.isEnforced && this.lens?.sees(subject) ? this.lens : undefined;
    const witness = this.witness?.sees(subject) ? this.witness : undefined;
    if (!lens && !witness) return super.addHandler(pattern, handler, isEvent, extras);
    const between: MessageHandler = async (payload: unknown, context: unknown) => {
      const handled = async () =>
        lastValueFrom(this.transformToObservable((await handler(payload, context)) as unknown));
      const answer = witness ? () => witness.watch(subject, payload, handled) : handled;
      const answered = lens ? lens.through(subject, payload, answer) : answer();
      return answered.catch((error: unknown) => throwError(() => toProblem(error).toJSON()));
    };
    super.addHandler(pattern, between, isEvent, extras);
  }

  override async createNatsClient(): Promise<NatsConnection> {
    return gatherWrites((await super.createNatsClient()) as NatsConnection);
  }

  /** Requests that somebody waits for now. */
  get atWork(): number {
    return this.inFlight.size;
  }

  /** Our patterns are subjects; Nest would try each as JSON first, which costs an error for every message. */
  protected override getRouteFromPattern(subject: string): string {
    return subject;
  }

  /** Listening means that the broker knows it. */
  override async listen(callback: (error?: unknown) => void): Promise<void> {
    await super.listen((error?: unknown) => {
      if (error) return callback(error);
      this.unwrap<NatsConnection>()
        .flush()
        .then(() => callback(), callback);
    });
  }

  override async handleMessage(channel: string, message: Msg): Promise<void> {
    if (this.isLate(message)) return;
    if (this.inFlight.size >= this.maxInFlight) return refuse(channel, message, overloaded());
    const started = performance.now();
    const options = { kind: SpanKind.SERVER, attributes: { 'messaging.system': 'nats' } };
    const work = inSpan(channel, options, contextOf(message.headers), () => this.serve(channel, message));
    this.inFlight.add(work);
    try {
      await work;
    } finally {
      this.inFlight.delete(work);
      this.observe(channel, (performance.now() - started) / 1000);
    }
  }

  /** Leaves the queue group, answers what is at work, then closes. Nest itself would wait for a fixed time. */
  override async close(): Promise<void> {
    const { subscriptions, natsClient } = this as unknown as {
      subscriptions: Subscription[];
      natsClient: NatsConnection | null;
    };
    if (!natsClient) return;
    for (const subscription of subscriptions) subscription.unsubscribe();
    await Promise.allSettled(this.inFlight);
    await natsClient.drain().catch(() => undefined);
    await super.close();
  }

  private serve(channel: string, message: Msg): Promise<void> {
    return channel === intakeSubjects ? this.answerReporter(message) : this.answerCaller(channel, message);
  }

  private async answerCaller(channel: string, message: Msg): Promise<void> {
    let caller: Caller;
    try {
      caller = await this.admitted(channel, message);
    } catch (error) {
      const problem = toProblem(error);
      const { code, detail } = problem;
      this.refusals.warn({ subject: channel, code, detail, claims: actorFrom(message.headers) });
      return refuse(channel, message, problem);
    }
    return answering(caller, () => super.handleMessage(channel, message));
  }

  /** @throws Problem when it is not known who asks, or when it is not theirs to ask */
  private async admitted(channel: string, message: Msg): Promise<Caller> {
    const asking = await callerOf(message.headers, this.authority);
    if (!this.authority.isEnforced) return asking;
    const caller = await this.sight.whole(asking);
    const verdict = entitlementOf(caller.identity).of(channel);
    const known = { ...caller, subject: channel };
    if (verdict === 'yes') return known;
    if (verdict === 'no') throw new Problem('forbidden', { context: { subject: channel } });
    const payload = message.json<{ data?: unknown }>().data;
    await answering(known, () => this.sight.admit(known, channel, payload));
    return known;
  }

  /**
   * A system that waits for a reply gets what JetStream would answer (`stream`, `error`) together with the receipt or
   * the problem: the stream itself does not answer, so that nobody is told "stored" before it is a ticket.
   */
  private async answerReporter(message: Msg): Promise<void> {
    if (!isInbox(message.reply)) return;
    try {
      const handler = this.getHandlerByPattern(intakeSubjects)!;
      const context = new NatsContext([message.subject, message.headers]);
      const receipt$ = this.transformToObservable(await handler(message.json(), context));
      const receipt = (await lastValueFrom(receipt$)) as object;
      message.respond(JSON.stringify({ stream: intakeStream, seq: 0, ...receipt }));
    } catch (error) {
      tellReporter(message, error instanceof SyntaxError ? new Problem('malformed-request') : problemOf(error));
    }
  }

  /** Nobody waits for the answer any more. */
  private isLate({ headers }: Msg): boolean {
    return headers?.has(deadlineHeader) === true && Number(headers.get(deadlineHeader)) < Date.now();
  }
}

/** A source may name any subject for its reply, also one where only we may publish. */
const isInbox = (reply: string | undefined): boolean => reply?.startsWith('_INBOX.') === true;

const overloaded = (): Problem => new Problem('overloaded', { context: { retryAfterSeconds: 1 } });

function refuse(channel: string, message: Msg, problem: Problem): void {
  if (channel === intakeSubjects) return tellReporter(message, problem);
  message.respond(JSON.stringify({ id: packetId(message), err: problem.toJSON(), isDisposed: true }));
}

function packetId(message: Msg): string | undefined {
  try {
    return message.json<{ id?: string } | null>()?.id;
  } catch {
    return undefined;
  }
}

function tellReporter(message: Msg, { status, title, code, detail, errors, context }: Problem): void {
  if (!isInbox(message.reply)) return;
  const body = { type: `urn:deskbeat:problem:${code}`, title, status, code, detail, errors, ...context };
  message.respond(JSON.stringify({ ...body, error: { code: status, description: detail ?? title } }));
}
