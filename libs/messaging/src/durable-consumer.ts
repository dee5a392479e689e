import { setTimeout as delay } from 'node:timers/promises';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  type ConsumerConfig,
  type ConsumerMessages,
  type JetStreamClient,
  type JsMsg,
} from '@nats-io/jetstream';
import { SpanKind, SpanStatusCode, type Span } from '@opentelemetry/api';
import { Logger } from '@nestjs/common';
import { problemOf } from '@deskbeat/contracts';
import { stopWhenGone } from './consumer-watch.js';
import { bury } from './dead-letter.js';
import { Lanes, type LaneOutcome } from './lanes.js';
import { ensureStreams } from './streams.js';
import { contextOf, inSpan } from './trace.js';
import { verdictOn, type RetryPolicy } from './verdict.js';

export interface DurableSpec {
  stream: string;
  durable: string;
  filter: string;
  /** Messages at work at once, at the most. */
  concurrency: number;
  /** Whether somebody waits for this process: events then take a small share of it. */
  isBusy: () => boolean;
  retry: RetryPolicy;
  /** Events that come sooner after others began wait that long, in milliseconds, to begin together. */
  paceMs: number;
  /** Key of the lane a message belongs to. */
  laneOf: (message: JsMsg) => string;
  /** Resolves when the message is processed for good. */
  handle: (message: JsMsg) => Promise<void>;
  observe: (subject: string, outcome: 'done' | 'retry' | 'dead', seconds: number) => void;
}

/** How long what a dead process had in hand waits for another one; a live one beats three times as often. */
const ackWaitMs = 9_000;
const reopenAfterMs = 500;
/** Events at work while people wait for answers. */
const modest = 4;
/** Nobody waits for an acknowledgement: those of this long go out as one write, in milliseconds. */
const ackTogetherMs = 10;

/** One durable pull consumer: explicit ack, bounded concurrency, order per aggregate, back-off, dead letters. */
export class DurableConsumer {
  private readonly logger: Logger;
  private readonly lanes: Lanes;
  private readonly inFlight = new Set<Promise<void>>();
  private readonly atWork = new Set<JsMsg>();
  private heartbeat?: NodeJS.Timeout;
  private readonly done: JsMsg[] = [];
  private acking?: NodeJS.Timeout;
  private readonly js: JetStreamClient;
  private messages?: ConsumerMessages;
  private closing = false;
  private loop?: Promise<void>;

  constructor(
    private readonly connection: NatsConnection,
    private readonly spec: DurableSpec,
  ) {
    this.js = jetstream(connection);
    this.lanes = new Lanes(() => (spec.isBusy() ? Math.min(modest, spec.concurrency) : spec.concurrency));
    this.logger = new Logger(spec.durable);
  }

  /** Resolves when the consumer exists and reads. */
  async start(): Promise<void> {
    await this.open();
    this.loop = this.readForEver();
    const beat = (): void => this.atWork.forEach((message) => message.working());
    this.heartbeat = setInterval(beat, ackWaitMs / 3).unref();
  }

  /** Stops reading and waits for what is at work. */
  async stop(): Promise<void> {
    this.closing = true;
    await this.messages?.close();
    await this.loop;
    await Promise.allSettled(this.inFlight);
    clearInterval(this.heartbeat);
    this.acknowledge();
  }

  private async open(): Promise<void> {
    const { stream, durable, filter, concurrency } = this.spec;
    const manager = await ensureStreams(this.connection);
    const config: Partial<ConsumerConfig> = {
      durable_name: durable,
      filter_subject: filter,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(ackWaitMs),
      // Giving up is decided here, not by the server: it would drop the message without a trace.
      max_deliver: -1,
      max_ack_pending: Math.max(1_000, concurrency * 8),
    };
    const known = await manager.consumers.info(stream, durable).catch(() => undefined);
    const { created } = known
      ? await manager.consumers.update(stream, durable, config)
      : await manager.consumers.add(stream, config);
    const consumer = await this.js.consumers.get(stream, durable);
    this.messages = await consumer.consume({ max_messages: concurrency * 2 });
    stopWhenGone(this.messages, manager, { stream, durable, created });
  }

  private async readForEver(): Promise<void> {
    while (!this.closing) {
      await this.read().catch((error: unknown) => this.logger.warn(`reading stopped: ${String(error)}`));
      while (!this.closing && !(await this.reopened()));
    }
  }

  /** The server tells that a consumer is gone before it has removed the whole stream, and takes what is made meanwhile along. */
  private async reopened(): Promise<boolean> {
    await delay(reopenAfterMs * (1 + Math.random()));
    if (this.closing) return true;
    return this.open().then(
      () => true,
      (error: unknown) => {
        this.logger.warn(`cannot read yet: ${String(error)}`);
        return false;
      },
    );
  }

  private async read(): Promise<void> {
    let begun = -Infinity;
    let isFirst = true;
    for await (const message of this.messages!) {
      if (isFirst) {
        const early = begun + this.spec.paceMs - performance.now();
        if (early > 0) await delay(early);
        begun = performance.now();
      }
      isFirst = this.messages!.getPending() === 0;
      await this.lanes.room();
      if (this.closing) return message.nak();
      const work = this.lanes.run(
        this.spec.laneOf(message),
        message.seq,
        (putBack) => this.process(message, putBack),
        (delayMs) => message.nak(delayMs),
      );
      this.inFlight.add(work);
      void work.catch(() => undefined).finally(() => this.inFlight.delete(work));
    }
  }

  /** What a process that dies has not acknowledged comes again, and is known by then. */
  private acknowledge(): void {
    clearTimeout(this.acking);
    this.acking = undefined;
    for (const message of this.done.splice(0)) message.ack();
  }

  private process(message: JsMsg, putBack: number): Promise<LaneOutcome> {
    const options = { kind: SpanKind.CONSUMER, attributes: { 'messaging.system': 'nats' } };
    return inSpan(message.subject, options, contextOf(message.headers), (span) => this.attempt(message, putBack, span));
  }

  private async attempt(message: JsMsg, putBack: number, span: Span): Promise<LaneOutcome> {
    const started = performance.now();
    this.atWork.add(message);
    try {
      await this.spec.handle(message);
      this.done.push(message);
      this.acking ??= setTimeout(() => this.acknowledge(), ackTogetherMs);
      this.spec.observe(message.subject, 'done', (performance.now() - started) / 1000);
      return { settled: true };
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      return await this.fail(message, putBack, error, started);
    } finally {
      this.atWork.delete(message);
    }
  }

  private async fail(message: JsMsg, putBack: number, error: unknown, started: number): Promise<LaneOutcome> {
    // What was put back behind an older one was not tried.
    const deliveries = message.info.deliveryCount - putBack;
    const verdict = verdictOn(error, deliveries, this.spec.retry);
    const seconds = (performance.now() - started) / 1000;
    if (verdict.kind === 'dead') {
      try {
        await bury(this.js, message, this.spec.durable, error);
        // Without a reason: servers before 2.10.4 take "+TERM reason" for no answer at all.
        message.term();
        this.logger.error({ msg: 'dead letter', subject: message.subject, seq: message.seq, deliveries, err: error });
        this.spec.observe(message.subject, 'dead', seconds);
        return { settled: true };
      } catch (burial) {
        this.logger.error(`dead letter not stored, will be tried again: ${String(burial)}`);
      }
    }
    const delayMs = verdict.kind === 'retry' ? verdict.delayMs : 5_000;
    this.logger.warn(`${message.subject} #${message.seq} again in ${delayMs} ms: ${String(error)}`);
    message.nak(delayMs);
    this.spec.observe(message.subject, 'retry', seconds);
    return { settled: false, retryMs: delayMs, passable: problemOf(error).code === 'too-early' };
  }
}
