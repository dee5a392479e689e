/** A value that is read again when it is older than `freshMs`; what was known last, while it cannot be read. */
export class Fresh<V> {
  private known?: { at: number; turn: number; value: V };
  private reading?: Promise<V>;
  private turn = 0;

  constructor(
    private readonly freshMs: number,
    private readonly read: () => Promise<V>,
  ) {}

  async get(): Promise<V> {
    const { known } = this;
    if (known && known.turn === this.turn && Date.now() - known.at < this.freshMs) return known.value;
    this.reading ??= this.readAgain();
    return known ? this.reading.catch(() => known.value) : this.reading;
  }

  /** It has changed: what is being read just now may be what was before. */
  forget(): void {
    this.turn++;
    this.reading = undefined;
  }

  private readAgain(): Promise<V> {
    const [at, turn] = [Date.now(), this.turn];
    const reading = this.read()
      .then((value) => {
        this.known = { at, turn, value };
        return value;
      })
      .finally(() => {
        if (this.reading === reading) this.reading = undefined;
      });
    return reading;
  }
}
