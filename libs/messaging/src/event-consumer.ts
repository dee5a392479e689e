import { BaseRpcContext, Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { NatsConnection } from '@nats-io/transport-node';
import type { JsMsg } from '@nats-io/jetstream';
import { lastValueFrom } from 'rxjs';
import { connectBus } from './connection.js';
import { JETSTREAM } from './contract.decorators.js';
import { DurableConsumer, type DurableSpec } from './durable-consumer.js';
import { eventFrom, jsonOf } from './event-envelope.js';
import { republishedHeader } from './event-publisher.js';
import { eventsStream, intakeStream } from './streams.js';
import { defaultRetryPolicy, type RetryPolicy } from './verdict.js';

/** Context of a JetStream handler. */
export class JetStreamContext extends BaseRpcContext<[JsMsg]> {
  get message(): JsMsg {
    return this.getArgByIndex(0) as JsMsg;
  }
}

export interface EventConsumerOptions {
  url: string;
  service: string;
  /** Messages of one entity at work at once; default 32. */
  concurrency?: number;
  retry?: RetryPolicy;
  observe?: DurableSpec['observe'];
  /** Whether requests wait for this process; they go before events. */
  isBusy?: () => boolean;
  /** How far apart events begin that come thick, in milliseconds: together they share round trips. Default 0. */
  paceMs?: number;
}

/**
 * Nest transport strategy for events. A service has one durable consumer for each entity it listens to, so that all
 * events of one aggregate come in order whatever their subject. Who listens to one subject of an entity is sent that alone.
 */
export class EventConsumer extends Server implements CustomTransportStrategy {
  override readonly transportId = JETSTREAM;
  override readonly propagatesEventHandlerErrors = true;
  private readonly consumers: DurableConsumer[] = [];
  private readonly bindings = new Map<string, MessageHandler[]>();
  private connection?: NatsConnection;

  constructor(private readonly options: EventConsumerOptions) {
    super();
  }

  override addHandler(pattern: unknown, handler: MessageHandler): void {
    const subject = String(pattern);
    this.bindings.set(subject, [...(this.bindings.get(subject) ?? []), handler]);
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      this.connection = await connectBus(this.options.url, `${this.options.service}-events`);
      for (const spec of this.specs()) {
        const consumer = new DurableConsumer(this.connection, spec);
        await consumer.start();
        this.consumers.push(consumer);
      }
      callback();
    } catch (error) {
      callback(error);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.consumers.map((consumer) => consumer.stop()));
    await this.connection?.drain().catch(() => undefined);
  }

  on(): this {
    return this;
  }

  unwrap<T>(): T {
    return this.connection as T;
  }

  private specs(): DurableSpec[] {
    const { service, concurrency = 32, retry = defaultRetryPolicy, observe = () => undefined } = this.options;
    const { isBusy = () => false, paceMs = 0 } = this.options;
    return filtersOf([...this.bindings.keys()]).map((filter) => {
      const isIntake = filter.startsWith('intake.');
      const entity = filter.split('.')[1]!;
      return {
        stream: isIntake ? intakeStream : eventsStream,
        durable: isIntake ? `${service}-intake` : `${service}-${entity}`,
        filter,
        concurrency,
        retry,
        observe,
        isBusy,
        paceMs,
        laneOf: isIntake ? (message) => String(message.seq) : aggregateOf,
        handle: isIntake ? (message) => this.takeIn(filter, message) : (message) => this.dispatch(message),
      };
    });
  }

  private async dispatch(message: JsMsg): Promise<void> {
    const handlers = this.bindings.get(message.subject);
    if (!handlers) return;
    const event = eventFrom(message.subject, () => message.json());
    for (const handler of handlers) await this.call(handler, event, message);
  }

  private async takeIn(pattern: string, message: JsMsg): Promise<void> {
    const report = jsonOf(() => message.json());
    for (const handler of this.bindings.get(pattern)!) await this.call(handler, report, message);
  }

  private async call(handler: MessageHandler, data: unknown, message: JsMsg): Promise<void> {
    const result$ = this.transformToObservable(await handler(data, new JetStreamContext([message])));
    await lastValueFrom(result$, { defaultValue: undefined });
  }
}

/** `evt.ticket.opened.v1` and another one of the entity → `evt.ticket.>`; one alone, or of intake, is its own filter. */
function filtersOf(subjects: readonly string[]): string[] {
  const entityOf = (subject: string): string =>
    subject.startsWith('evt.') ? subject.split('.').slice(0, 2).join('.') : subject;
  return [...new Set(subjects.map(entityOf))].map((entity) => {
    const own = subjects.filter((subject) => entityOf(subject) === entity);
    return own.length === 1 ? own[0]! : `${entity}.>`;
  });
}

/** The publisher names the aggregate in the message id: `<aggregate>:<id>:<version>`. */
function aggregateOf(message: JsMsg): string {
  const id = message.headers?.get('Nats-Msg-Id') || message.headers?.get(republishedHeader) || '';
  const end = id.lastIndexOf(':');
  return end > 0 ? id.slice(0, end) : String(message.seq);
}
