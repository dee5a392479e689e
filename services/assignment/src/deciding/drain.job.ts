import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AssignmentConfig } from '../assignment.config.js';
import { Decider } from './decider.js';

/** Tickets that come within this time are decided together. */
const gatherMs = 20;

/** Drains each queue when there is a cause, at start, and now and then; one pass at a time. */
@Injectable()
export class DrainJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('drain');
  private readonly wanted = new Set<string>();
  private all = false;
  private running?: Promise<void>;
  private closing = false;
  private periodic?: NodeJS.Timeout;

  constructor(
    private readonly decider: Decider,
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
    this.go();
  }

  /** People came or went, capacity is free, or another process may have left something. */
  lookAgain(): void {
    this.decider.forget();
    this.all = true;
    this.go();
  }

  private go(): void {
    if (!this.closing) this.running ??= this.run();
  }

  private async run(): Promise<void> {
    try {
      while ((this.all || this.wanted.size > 0) && !this.closing) {
        await new Promise((resolve) => setTimeout(resolve, gatherMs));
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
    if (this.all) for (const id of await this.decider.queueIds(new Date())) this.wanted.add(id);
    this.all = false;
    for (const queueId of [...this.wanted]) {
      this.wanted.delete(queueId);
      if (this.closing) return;
      if (await this.decider.pass(queueId, new Date())) this.wanted.add(queueId);
    }
  }
}
