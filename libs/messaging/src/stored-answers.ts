import { createInbox, RequestError, TimeoutError, type Msg, type NatsConnection } from '@nats-io/transport-node';

interface Waiting {
  since: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

const lookEveryMs = 500;

/**
 * What a stream answers to what is published into it. The client's own request keeps a timer and some promises for each
 * message, and makes an error in case; here one subscription and one timer serve all.
 */
export class StoredAnswers {
  private readonly inbox: string;
  /** In the order in which they were published. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly timer: NodeJS.Timeout;
  private next = 0;

  constructor(
    private readonly connection: NatsConnection,
    private readonly patienceMs = 5_000,
    inboxPrefix?: string,
  ) {
    this.inbox = createInbox(inboxPrefix);
    // Without a message when the server refuses the subscription: then nothing will be answered.
    const settle = (error: Error | null, message: Msg): void => (error ? undefined : this.settle(message));
    connection.subscribe(`${this.inbox}.*`, { callback: settle });
    this.timer = setInterval(() => this.giveUp(Date.now() - patienceMs), lookEveryMs).unref();
  }

  /**
   * Publishes something; resolves when the stream has it.
   * @param send publishes with this reply subject
   */
  of(send: (reply: string) => void): Promise<void> {
    const token = (++this.next).toString(36);
    return new Promise((resolve, reject) => {
      this.waiting.set(token, { since: Date.now(), resolve, reject });
      try {
        send(`${this.inbox}.${token}`);
      } catch (error) {
        this.waiting.delete(token);
        reject(error as Error);
      }
    });
  }

  close(): void {
    clearInterval(this.timer);
    this.giveUp(Infinity);
  }

  private settle(message: Msg): void {
    const token = message.subject.slice(this.inbox.length + 1);
    const one = this.waiting.get(token);
    if (!one) return;
    this.waiting.delete(token);
    const failure = failureIn(message);
    if (failure === undefined) one.resolve();
    else one.reject(new RequestError(failure));
  }

  private giveUp(before: number): void {
    for (const [token, { since, reject }] of this.waiting) {
      if (since > before) return;
      this.waiting.delete(token);
      reject(this.connection.isClosed() ? new RequestError('the connection is closed') : new TimeoutError());
    }
  }
}

/** A server that takes a message says `{"stream":"EVENTS", "seq":7}`, one that does not `{"error":{…},…}`. */
function failureIn({ data, headers }: Msg): string | undefined {
  if (data.length === 0) return headers?.code === 503 ? 'no stream takes it' : 'an empty answer';
  const answer = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8');
  return answer.startsWith('{"stream":') ? undefined : answer.slice(0, 300);
}
