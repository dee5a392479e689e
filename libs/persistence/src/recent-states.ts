import type { AggregateDocument } from './aggregate.js';

const freshMs = 5_000;
/** How long states are read again after another process was found to have written, in milliseconds. */
const restMs = 1_000;
const most = 500;

/**
 * Aggregates as this process wrote them last. Another process may have written them since: good for what is checked when
 * it is saved, and where a state of so long ago will do.
 */
export class RecentStates<D extends AggregateDocument> {
  /** Those that were written longest ago come first. */
  private readonly states = new Map<string, { state: D; at: number }>();
  private restUntil = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get(id: string): D | undefined {
    const known = this.states.get(id);
    if (!known || this.now() < this.restUntil || this.now() - known.at > freshMs) return undefined;
    return known.state;
  }

  /** Keeps it, unless a newer one is known. */
  keep(state: D): void {
    const known = this.states.get(state._id)?.state;
    if (known && known.version > state.version) return;
    this.states.delete(state._id);
    this.states.set(state._id, { state, at: this.now() });
    if (this.states.size > most) this.states.delete(this.states.keys().next().value!);
  }

  /** Call when a save from this state was refused. */
  refuse(state: D): void {
    if (this.states.get(state._id)?.state !== state) return;
    this.states.delete(state._id);
    this.restUntil = this.now() + restMs;
  }
}
