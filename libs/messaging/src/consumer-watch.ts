import { JetStreamApiCodes, JetStreamApiError, type ConsumerMessages, type JetStreamManager } from '@nats-io/jetstream';

const lookEveryMs = 2_000;
const notFound: readonly number[] = [JetStreamApiCodes.ConsumerNotFound, JetStreamApiCodes.StreamNotFound];

/** A consumer as it was when it was opened. */
export interface OpenedConsumer {
  stream: string;
  durable: string;
  created: string;
}

/**
 * Ends the reading of a consumer that was deleted or made anew: the client's iterator would wait on. The server tells
 * most of the time, not always (what is made while its stream is being removed goes without a word), so one also looks.
 */
export function stopWhenGone(messages: ConsumerMessages, manager: JetStreamManager, opened: OpenedConsumer): void {
  const look = async (): Promise<void> => {
    if (await isGone(manager, opened)) messages.stop();
  };
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  const listen = async (): Promise<void> => {
    for await (const { type } of messages.status()) {
      if (type === 'consumer_deleted' || type === 'consumer_not_found' || type === 'stream_not_found') break;
    }
    messages.stop();
  };
  void listen();
  void messages.closed().finally(() => clearInterval(timer));
}

/** An answer that fails to come says nothing. */
async function isGone(manager: JetStreamManager, { stream, durable, created }: OpenedConsumer): Promise<boolean> {
  try {
    return (await manager.consumers.info(stream, durable)).created !== created;
  } catch (error) {
    return error instanceof JetStreamApiError && notFound.includes(error.code);
  }
}
