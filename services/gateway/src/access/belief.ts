import type { Changed } from './credential-changes.js';

/** For how long an answer is believed without asking again; a signal ends it at once. */
const believedMs = 60_000;

interface Believed<T> {
  answer: T;
  ids: readonly string[];
  until: number;
}

/** What the owner has said of credentials, for a while and for the newest of them. */
export class Belief<T> {
  private readonly known = new Map<string, Believed<T>>();
  /** Grows with each change, so that an answer that was on its way meanwhile is not believed. */
  private changes = 0;

  constructor(
    private readonly most = 20_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** @param idsOf what an answer hangs on: the ids that a change may name */
  async of(key: string, ask: () => Promise<T>, idsOf: (answer: T) => readonly string[]): Promise<T> {
    const found = this.known.get(key);
    if (found && found.until > this.now()) return found.answer;
    const before = this.changes;
    const answer = await ask();
    if (before === this.changes) this.keep(key, { answer, ids: idsOf(answer), until: this.now() + believedMs });
    return answer;
  }

  forget(key: string): void {
    this.known.delete(key);
  }

  /** Nothing that hangs on one of these ids is believed any more. */
  changed(ids: Changed): void {
    this.changes++;
    if (ids === 'any') return this.known.clear();
    const gone = new Set(ids);
    for (const [key, { ids: its }] of this.known) if (its.some((id) => gone.has(id))) this.known.delete(key);
  }

  private keep(key: string, believed: Believed<T>): void {
    this.known.delete(key);
    this.known.set(key, believed);
    if (this.known.size <= this.most) return;
    const [oldest] = this.known.keys();
    this.known.delete(oldest!);
  }
}
