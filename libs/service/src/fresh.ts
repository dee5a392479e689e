/** A value that is read again when it is older than `freshMs`; what was known last, while it cannot be read. */
export class Fresh<V> {
  private known?: { at: number; value: V };
  private reading?: Promise<V>;

  constructor(
    private readonly freshMs: number,
    private readonly read: () => Promise<V>,
  ) {}

  async get(): Promise<V> {
    const { known } = this;
    if (known && Date.now() - known.at < this.freshMs) return known.value;
    this.reading ??= this.readAgain().finally(() => (this.reading = undefined));
    return known ? this.reading.catch(() => known.value) : this.reading;
  }

  private async readAgain(): Promise<V> {
    const at = Date.now();
    const value = await this.read();
    this.known = { at, value };
    return value;
  }
}
