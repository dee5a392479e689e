import { createInbox, RequestError, TimeoutError, type Msg, type NatsConnection } from '@nats-io/transport-node';

interface Waiting {
  until: number;
  resolve: (message: Msg) => void;
  reject: (error: Error) => void;
}

const lookEveryMs = 100;

/**
 * What is answered to messages that name a reply subject. The client's own request keeps a timer and some promises for
 * each message, and makes an error in case; here one subscription and one timer serve all.
 */
export class Answers {
  private readonly inbox: string;
  private readonly waiting = new Map<string, Waiting>();
  private readonly timer: NodeJS.Timeout;
  private next = 0;

  constructor(
    private readonly connection: NatsConnection,
    inboxPrefix?: string,
  ) {
    this.inbox = createInbox(inboxPrefix);
    // Without a message when the server refuses the subscription: then nothing will be answered.
    const settle = (error: Error | null, message: Msg): void => (error ? undefined : this.settle(message));
    connection.subscribe(`${this.inbox}.*`, { callback: settle });
    this.timer = setInterval(() => this.giveUp(Date.now()), lookEveryMs).unref();
  }

  /**
   * @param send publishes a message with this reply subject
   * @throws TimeoutError; RequestError when the connection was closed meanwhile
   */
  of(send: (reply: string) => void, patienceMs = 5_000): Promise<Msg> {
    const token = (++this.next).toString(36);
    return new Promise((resolve, reject) => {
      this.waiting.set(token, { until: Date.now() + patienceMs, resolve, reject });
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
    this.waiting.get(token)?.resolve(message);
    this.waiting.delete(token);
  }

  private giveUp(now: number): void {
    for (const [token, { until, reject }] of this.waiting) {
      if (until > now) continue;
      this.waiting.delete(token);
      reject(this.connection.isClosed() ? new RequestError('the connection is closed') : new TimeoutError());
    }
  }
}
