/** Windows begin with the epoch, so those of all gateways begin and end together. */
export interface WindowSettings {
  /** Requests of one client in a window. */
  quota: number;
  windowMs: number;
  /** Says to the other gateways how many requests of a client this one has let through in a window, counted from 0. */
  tell: (whose: string, window: number, used: number) => void;
}

export interface Taken {
  /** Requests that are left to the client; negative when there were none. */
  left: number;
  /** Until the window ends. */
  resetMs: number;
}

/** Each gateway tells the others about a client when it has used another one of so many parts of the quota there. */
const parts = 20;

/**
 * Requests by client in the running window, those of other gateways included as far as they were told. What another gateway
 * has not told yet is less than a part of the quota, so clients that ask little cost no message at all.
 */
export class SharedWindow {
  private window = 0;
  private readonly mine = new Map<string, number>();
  private readonly others = new Map<string, number>();
  /** The last number of a gateway for a client, by both. */
  private readonly told = new Map<string, number>();
  private readonly part: number;

  constructor(
    private readonly settings: WindowSettings,
    private readonly now: () => number = Date.now,
  ) {
    this.part = Math.max(1, Math.floor(settings.quota / parts));
  }

  /** Counts a request, unless there is none left. */
  take(whose: string): Taken {
    const resetMs = this.turn();
    const used = (this.mine.get(whose) ?? 0) + 1;
    const left = this.settings.quota - used - (this.others.get(whose) ?? 0);
    if (left < 0) return { left, resetMs };
    this.mine.set(whose, used);
    if (used % this.part === 0) this.settings.tell(whose, this.window, used);
    return { left, resetMs };
  }

  /** What another gateway has let through; late and repeated messages change nothing. */
  heard(gateway: string, whose: string, window: number, used: number): void {
    this.turn();
    if (window !== this.window) return;
    const key = `${gateway} ${whose}`;
    const more = used - (this.told.get(key) ?? 0);
    if (more <= 0) return;
    this.told.set(key, used);
    this.others.set(whose, (this.others.get(whose) ?? 0) + more);
  }

  private turn(): number {
    const now = this.now();
    const { windowMs } = this.settings;
    const window = Math.floor(now / windowMs);
    if (window !== this.window) {
      this.window = window;
      for (const counts of [this.mine, this.others, this.told]) counts.clear();
    }
    return (window + 1) * windowMs - now;
  }
}
