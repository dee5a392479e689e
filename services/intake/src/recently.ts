/** The newest `size` values by key; the one that was not used for longest goes first. */
export class Recently<V> {
  private readonly values = new Map<string, V>();

  constructor(private readonly size: number) {}

  get(key: string): V | undefined {
    const value = this.values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.size) this.values.delete(this.values.keys().next().value!);
  }

  delete(key: string): void {
    this.values.delete(key);
  }
}

/** Answers that are not asked for again so soon. One that fails is. */
export class Briefly<V> {
  private readonly answers: Recently<{ at: number; answer: Promise<V> }>;

  constructor(
    private readonly staleMs: number,
    size: number,
  ) {
    this.answers = new Recently(size);
  }

  get(key: string, ask: () => Promise<V>): Promise<V> {
    const known = this.answers.get(key);
    if (known && Date.now() - known.at < this.staleMs) return known.answer;
    const answer = ask();
    this.answers.set(key, { at: Date.now(), answer });
    answer.catch(() => this.answers.delete(key));
    return answer;
  }
}
