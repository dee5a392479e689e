import { Problem } from '@deskbeat/contracts';
import {
  deadLetterHeaders,
  deadLetterStream,
  ensureStreams,
  intakeStream,
  republishedHeader,
} from '@deskbeat/messaging';
import { DeliverPolicy, jetstream, type JetStreamManager } from '@nats-io/jetstream';
import { connectNow } from '../command/connect.js';
import { headers, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';

/** A message that was put aside, and why. */
export interface DeadLetter {
  seq: number;
  at: string;
  /** Durable consumer that could not process it. */
  consumer: string;
  stream: string;
  subject: string;
  deliveries: number;
  code: string;
  reason: string;
  data: Uint8Array;
  headers: [string, string][];
}

const markers: readonly string[] = Object.values(deadLetterHeaders);

/** The dead-letter stream as an operator sees it. */
export class DeadLetters {
  private constructor(
    private readonly connection: NatsConnection,
    private readonly manager: JetStreamManager,
  ) {}

  static async connect(url: string): Promise<DeadLetters> {
    const connection = await connectNow(url, 'tools-dlq');
    return new DeadLetters(connection, await ensureStreams(connection));
  }

  async count(): Promise<number> {
    return (await this.manager.streams.info(deadLetterStream)).state.messages;
  }

  /** Oldest first. */
  async *list(): AsyncGenerator<DeadLetter> {
    let left = await this.count();
    if (left === 0) return;
    const consumer = await jetstream(this.connection).consumers.get(deadLetterStream, {
      deliver_policy: DeliverPolicy.All,
    });
    const messages = await consumer.consume();
    for await (const { seq, data, headers: carried } of messages) {
      yield letterFrom(seq, data, carried);
      if (--left === 0) return messages.stop();
    }
  }

  /** @throws Problem `not-found` */
  async get(seq: number): Promise<DeadLetter> {
    const stored = await this.manager.streams.getMessage(deadLetterStream, { seq });
    if (!stored) throw new Problem('not-found', { detail: `there is no dead letter ${seq}` });
    return letterFrom(seq, stored.data, stored.header);
  }

  /**
   * Publishes the message again on its own subject, then forgets the dead letter. Every consumer of the subject gets
   * it; those that had processed it recognise it, as they do any repeated message.
   */
  async replay(seq: number): Promise<DeadLetter> {
    const letter = await this.get(seq);
    const { last_seq: before } = (await this.manager.streams.info(letter.stream)).state;
    this.connection.publish(letter.subject, letter.data, { headers: headersFor(letter) });
    await this.connection.flush();
    // The intake stream gives no acknowledgement, so both are asked for what they hold.
    if (!(await this.isStored(letter, before))) {
      throw new Problem('service-unavailable', {
        detail: `${letter.stream} did not take the message; nothing was dropped`,
      });
    }
    await this.drop(seq);
    return letter;
  }

  async drop(seq: number): Promise<void> {
    await this.get(seq);
    await this.manager.streams.deleteMessage(deadLetterStream, seq);
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async isStored({ stream, subject, data }: DeadLetter, after: number): Promise<boolean> {
    const deadline = Date.now() + 5_000;
    for (let next = after + 1; Date.now() < deadline;) {
      // The server takes both together; the client's types know them one by one.
      const query = { seq: next, next_by_subj: subject } as { seq: number };
      const found = await this.manager.streams.getMessage(stream, query).catch(() => null);
      if (found && Buffer.from(data).equals(found.data)) return true;
      if (found) next = found.seq + 1;
      else await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  }
}

function letterFrom(seq: number, data: Uint8Array, carried: MsgHdrs | undefined): DeadLetter {
  const header = (name: string) => carried?.get(name) ?? '';
  return {
    seq,
    at: header(deadLetterHeaders.at),
    consumer: header(deadLetterHeaders.consumer),
    stream: header(deadLetterHeaders.stream),
    subject: header(deadLetterHeaders.subject),
    deliveries: Number(header(deadLetterHeaders.deliveries)),
    code: header(deadLetterHeaders.code),
    reason: header(deadLetterHeaders.reason),
    data,
    headers: (carried?.keys() ?? []).filter((key) => !markers.includes(key)).map((key) => [key, header(key)]),
  };
}

/** Without message id, which the stream may remember; an event names its aggregate, so that its order is kept. */
export function headersFor({ headers: kept, stream, data }: Pick<DeadLetter, 'headers' | 'stream' | 'data'>): MsgHdrs {
  const sent = headers();
  for (const [key, value] of kept) if (!key.startsWith('Nats-')) sent.set(key, value);
  const id = stream === intakeStream ? undefined : eventIdIn(data);
  if (id) sent.set(republishedHeader, id);
  return sent;
}

function eventIdIn(data: Uint8Array): string | undefined {
  try {
    const { id } = JSON.parse(new TextDecoder().decode(data)) as { id?: unknown };
    return typeof id === 'string' && /^[!-~]{1,500}$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
