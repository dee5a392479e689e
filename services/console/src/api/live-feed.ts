import { actingHeader } from './acting.js';
import { addressOf } from './client.js';
import { StreamReader, type StreamEvent } from './sse.js';

export type LiveState = 'connecting' | 'live' | 'offline';

export interface LiveListener {
  /** `missed`: what happened meanwhile is not told; load what is shown anew. */
  onEvent: (event: StreamEvent) => void;
  onState: (state: LiveState, missed: boolean) => void;
}

const silenceMs = 40_000;
const longestPauseMs = 15_000;

/** The one connection over which a page hears what happens; it comes back by itself and goes on where it ended. */
export class LiveFeed {
  private lastEventId?: string;
  private failures = 0;
  private wasLive = false;
  private stopping = new AbortController();
  private wake?: () => void;

  constructor(
    private readonly personId: string,
    private readonly listener: LiveListener,
  ) {}

  start(): () => void {
    const { signal } = this.stopping;
    const hurry = (): void => this.wake?.();
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    void this.run(signal);
    return () => {
      removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      this.stopping.abort();
      this.wake?.();
    };
  }

  private async run(signal: AbortSignal): Promise<void> {
    this.listener.onState('connecting', false);
    while (!signal.aborted) {
      await this.follow(signal).catch(() => undefined);
      if (signal.aborted) return;
      this.failures += 1;
      // One interruption is normal: a deployment, a proxy's time limit.
      if (this.failures > 1) this.listener.onState('offline', false);
      await this.pause(Math.min(longestPauseMs, 500 * 2 ** this.failures) * (0.5 + Math.random() / 2));
    }
  }

  private async follow(outer: AbortSignal): Promise<void> {
    const connection = new AbortController();
    const end = (): void => connection.abort();
    outer.addEventListener('abort', end);
    let silence = setTimeout(end, silenceMs);
    try {
      const headers = {
        ...actingHeader(),
        ...(this.lastEventId !== undefined && { 'last-event-id': this.lastEventId }),
      };
      const address = addressOf('/live', { personId: this.personId });
      const response = await fetch(address, { headers, signal: connection.signal, cache: 'no-store' });
      if (!response.ok || !response.body) throw new Error(`the feed answered ${response.status}`);
      this.isLive();
      const reader = new StreamReader();
      const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let next = await pieces.read(); !next.done; next = await pieces.read()) {
        clearTimeout(silence);
        silence = setTimeout(end, silenceMs);
        for (const event of reader.read(next.value)) this.tell(event);
      }
    } finally {
      clearTimeout(silence);
      outer.removeEventListener('abort', end);
    }
  }

  private isLive(): void {
    // Without a place in the stream nothing says what was missed.
    const missed = this.wasLive && this.lastEventId === undefined;
    this.failures = 0;
    this.wasLive = true;
    this.listener.onState('live', missed);
  }

  private tell(event: StreamEvent): void {
    if (event.id !== undefined) this.lastEventId = event.id;
    this.listener.onEvent(event);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
