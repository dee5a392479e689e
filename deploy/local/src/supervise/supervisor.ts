import { EventEmitter, once } from 'node:events';
import type { BackoffPolicy } from './backoff.js';
import { Supervised } from './supervised.js';
import type { Unit, UnitStatus } from './unit.js';

/** Milliseconds a process may take to end by itself: services first, then what they stand on, all within five seconds. */
const GRACE = [2800, 1400];

/** Starts waves of units one after the other, each wave together, and stops them in the opposite order. */
export class Supervisor extends EventEmitter<{ change: [UnitStatus] }> {
  private readonly waves: Supervised[][];
  isStopping = false;

  constructor(waves: Unit[][], policy?: BackoffPolicy) {
    super();
    this.setMaxListeners(0);
    const supervised = (unit: Unit) => new Supervised(unit, (status) => this.emit('change', status), policy);
    this.waves = waves.map((wave) => wave.map(supervised));
  }

  get statuses(): UnitStatus[] {
    return this.waves.flat().map(({ status }) => status);
  }

  get isReady(): boolean {
    return this.statuses.every(({ state }) => state === 'ready');
  }

  /** Answers once every unit has been ready; never, when one keeps failing. */
  async start(): Promise<void> {
    for (const wave of this.waves) {
      if (this.isStopping) return;
      for (const supervised of wave) supervised.start();
      while (!wave.every(({ status }) => status.state === 'ready')) {
        if (this.isStopping) return;
        await once(this, 'change');
      }
    }
  }

  async restart(name: string): Promise<void> {
    await this.waves
      .flat()
      .find(({ unit }) => unit.name === name)
      ?.restart();
  }

  /** Ends everything; each wave is over before the one that it needs is asked to end. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const lastFirst = [...this.waves].reverse();
    for (const [index, wave] of lastFirst.entries()) {
      await Promise.all(wave.map((supervised) => supervised.stop(GRACE[index] ?? 500)));
    }
  }
}
