import { eventsStream } from '@deskbeat/messaging';
import {
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type ConsumerMessages,
  type JetStreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Event } from '@deskbeat/contracts';
import { connectNow } from '../command/connect.js';

/** Reads the events stream from an instant on, in order, without leaving anything behind on the server. */
export class EventFollower {
  private messages?: ConsumerMessages;
  private stopped = false;
  /** Sequence of the newest event that was read. */
  private position = 0;

  private constructor(
    private readonly connection: NatsConnection,
    private readonly manager: JetStreamManager,
    private readonly onEvent: (event: Event, receivedAt: number) => void,
  ) {}

  /** @param from `now` skips what is in the stream; `start` reads it all */
  static async start(
    url: string,
    from: 'now' | 'start',
    onEvent: (event: Event, receivedAt: number) => void,
  ): Promise<EventFollower> {
    const connection = await connectNow(url, 'tools-follower');
    const follower = new EventFollower(connection, await jetstreamManager(connection), onEvent);
    if (from === 'now') follower.position = await follower.lastSequence();
    await follower.open();
    return follower;
  }

  /** Whether everything that the stream holds was read. A reader that got stuck is replaced. */
  async isCaughtUp(): Promise<boolean> {
    const last = await this.lastSequence();
    if (this.position >= last) return true;
    const before = this.position;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (this.position === before && !this.stopped) {
      this.messages?.stop();
      await this.open();
    }
    return this.position >= last;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.messages?.stop();
    await this.connection.close();
  }

  private async lastSequence(): Promise<number> {
    return (await this.manager.streams.info(eventsStream)).state.last_seq;
  }

  private async open(): Promise<void> {
    const consumer = await jetstream(this.connection).consumers.get(eventsStream, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: this.position + 1,
    });
    this.messages = await consumer.consume({ max_messages: 2_000 });
    void this.read(this.messages);
  }

  private async read(messages: ConsumerMessages): Promise<void> {
    for await (const message of messages) {
      if (message.seq <= this.position) continue;
      this.position = message.seq;
      this.onEvent(message.json<Event>(), Date.now());
    }
  }
}
