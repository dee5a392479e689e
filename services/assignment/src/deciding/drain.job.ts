import { setImmediate as inATurn, setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AssignmentConfig } from '../assignment.config.js';
import { Decider } from './decider.js';
import { Desk } from './desk.js';

/** Where many tickets come at once, those of this time are decided together; a few do not wait for others. */
const gatherMs = 20;
const manyFrom = 4;

/** Drains each queue when there is a cause, at start, and now and then; one pass at a time. */
@Injectable()
export class DrainJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('drain');
  /** Queues in which something happened: they go before those that are looked at now and then. */
  private readonly wanted = new Set<string>();
  private readonly others = new Set<string>();
  /** People who have less to do than before. */
  private readonly relieved = new Set<string>();
  private all = false;
  /** Tickets that came since the last drain began. */
  private came = 0;
  private running?: Promise<void>;
  private closing = false;
  private periodic?: NodeJS.Timeout;

  constructor(
    private readonly decider: Decider,
    private readonly desk: Desk,
    private readonly config: AssignmentConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.lookAgain();
    this.periodic = setInterval(() => this.lookAgain(), this.config.DRAIN_EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.periodic);
    await this.running;
  }

  /** Tickets wait in a queue. */
  nudge(queueId: string): void {
    this.wanted.add(queueId);
    this.came++;
    this.go();
  }

  /** Somebody has less to do: their queues may go on. */
  relieve(personId: string): void {
    this.relieved.add(personId);
    this.go();
  }

  /** People came or went, or another process may have left something. */
  lookAgain(): void {
    this.desk.forget();
    this.all = true;
    this.go();
  }

  private go(): void {
    if (!this.closing) this.running ??= this.run();
  }

  private async run(): Promise<void> {
    try {
      while ((this.all || this.wanted.size + this.relieved.size > 0) && !this.closing) {
        await (this.came < manyFrom ? inATurn() : delay(gatherMs));
        this.came = 0;
        await this.drain();
      }
    } catch (error) {
      this.logger.warn(`left for the next look: ${String(error)}`);
    } finally {
      this.running = undefined;
    }
  }

  /** One batch of each queue in turn: none waits for the end of a long one. */
  private async drain(): Promise<void> {
    await this.recount();
    const nudged = [...this.wanted];
    for (const queueId of nudged) await this.pass(queueId);
    while (!this.closing) {
      if (this.all) for (const id of await this.decider.queueIds(new Date())) this.others.add(id);
      this.all = false;
      if (this.others.size === 0) return;
      const [next] = this.wanted.size > 0 ? this.wanted : this.others;
      await this.pass(next!);
    }
  }

  private async recount(): Promise<void> {
    if (this.relieved.size === 0) return;
    const personIds = [...this.relieved];
    this.relieved.clear();
    for (const id of await this.desk.recount(personIds, new Date())) this.wanted.add(id);
  }

  private async pass(queueId: string): Promise<void> {
    this.wanted.delete(queueId);
    this.others.delete(queueId);
    if (this.closing) return;
    if (await this.decider.pass(queueId, new Date())) this.others.add(queueId);
  }
}
