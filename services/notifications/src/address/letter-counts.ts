/** How long a count holds, in milliseconds; other replicas' letters are seen after it. */
const freshMs = 5_000;
const mostKept = 10_000;

interface Counted {
  sent: Promise<number>;
  at: number;
  /** Letters of this process since it was counted. */
  own: number;
}

/**
 * How many letters an address got lately, asked of the store once in a few seconds and counted on from there. Replicas
 * may exceed the limit together by what they send in that time.
 */
export class LetterCounts {
  /** Those that were counted longest ago come first. */
  private readonly counted = new Map<string, Counted>();

  /** @param count letters to an address that count at an instant, as they are stored */
  constructor(
    private readonly most: number,
    private readonly count: (address: string, now: number) => Promise<number>,
  ) {}

  /** @returns whether one more letter may go; it is counted then */
  async take(address: string, now: number): Promise<boolean> {
    const known = this.counted.get(address);
    const counted = known && Math.abs(now - known.at) < freshMs ? known : this.ask(address, now);
    const sent = await counted.sent;
    if (sent + counted.own >= this.most) return false;
    counted.own++;
    return true;
  }

  private ask(address: string, now: number): Counted {
    const counted = { sent: this.count(address, now), at: now, own: 0 };
    counted.sent.catch(() => this.counted.delete(address));
    this.counted.delete(address);
    this.counted.set(address, counted);
    if (this.counted.size > mostKept) this.counted.delete(this.counted.keys().next().value!);
    return counted;
  }
}
