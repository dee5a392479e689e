import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AssignmentConfig } from './assignment.config.js';
import { QueueRound } from './queue-round.js';
import { defaultQueueId } from './queue.store.js';

/** Tickets that come within this time are decided together. */
const gatherMs = 20;

/** Drains each queue when there is a cause, at start, and now and then; one pass at a time. */
@Injectable()
export class DrainJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('drain');
  private running?: Promise<void>;
  private again = false;
  private closing = false;
  private periodic?: NodeJS.Timeout;

  constructor(
    private readonly round: QueueRound,
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

  /** Tickets wait. */
  nudge(): void {
    if (this.closing) return;
    if (this.running) this.again = true;
    else this.running = this.run();
  }

  /** People came or went, or another process may have left something. */
  lookAgain(): void {
    this.round.forget();
    this.nudge();
  }

  private async run(): Promise<void> {
    try {
      do {
        await new Promise((resolve) => setTimeout(resolve, gatherMs));
        this.again = false;
        while (!this.closing && (await this.round.pass(defaultQueueId, new Date())));
      } while (this.again && !this.closing);
    } catch (error) {
      this.logger.warn(`left for the next look: ${String(error)}`);
    } finally {
      this.running = undefined;
    }
  }
}
