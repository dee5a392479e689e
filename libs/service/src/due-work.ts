import { Logger } from '@nestjs/common';
import { isOutage } from '@deskbeat/messaging';
import type { DueAlarm } from './due-alarm.js';

const batch = 200;
/** What cannot be done is left alone for so long, so that it does not stand in the way of the others. */
const setAsideMs = 60_000;
const mostSetAside = 1_000;

/** Work that falls due at instants that stand in a store, epoch milliseconds. */
export interface DueTasks {
  /** In log lines: `clock`, `snooze`. */
  name: string;
  /** Ids of what is due at `now` without those of `except`, oldest first. */
  due(now: number, limit: number, except: readonly string[]): Promise<string[]>;
  /** The earliest instant after one; leave it out when the sweep of every few seconds is soon enough. */
  next?(after: number): Promise<number | undefined>;
  /** How many of them are done at once; default 16. */
  atOnce?: number;
  /** Does one of them; safe when another replica does the same. */
  run(id: string): Promise<unknown>;
}

/**
 * Does what falls due, oldest first. Every replica looks; which of them does it is decided by the write that `run`
 * makes. What is due while nobody runs is done when somebody runs again.
 */
export class DueWork {
  private readonly logger: Logger;
  private readonly setAside = new Map<string, number>();
  private working?: Promise<void>;
  private again = false;
  private closing = false;

  constructor(
    private readonly alarm: DueAlarm,
    private readonly tasks: DueTasks,
  ) {
    this.logger = new Logger(`due ${tasks.name}`);
  }

  start(): void {
    this.alarm.open(() => this.look());
  }

  /** Resolves when what is at work is done. */
  async stop(): Promise<void> {
    this.closing = true;
    this.alarm.close();
    await this.working;
  }

  private look(): void {
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = this.doDue()
      .catch((error: unknown) => this.logger.warn(`looks again at the next sweep: ${String(error)}`))
      .finally(() => {
        this.working = undefined;
        if (this.again && !this.closing) {
          this.again = false;
          this.look();
        } else {
          this.alarm.setFor();
        }
      });
  }

  private async doDue(): Promise<void> {
    const { atOnce = 16 } = this.tasks;
    while (!this.closing) {
      const now = this.alarm.now();
      this.returnSetAside(now);
      const due = await this.tasks.due(now, batch, [...this.setAside.keys()]);
      if (due.length === 0) {
        const next = await this.tasks.next?.(now);
        if (next !== undefined) this.alarm.setFor(new Date(next));
        return;
      }
      for (let at = 0; at < due.length && !this.closing; at += atOnce) {
        await Promise.all(due.slice(at, at + atOnce).map((id) => this.run(id)));
      }
    }
  }

  private async run(id: string): Promise<void> {
    try {
      await this.tasks.run(id);
    } catch (error) {
      if (isOutage(error)) throw error;
      if (this.setAside.size < mostSetAside) this.setAside.set(id, this.alarm.now() + setAsideMs);
      this.logger.error({ msg: `${this.tasks.name} set aside`, id, err: error });
    }
  }

  private returnSetAside(now: number): void {
    for (const [id, until] of this.setAside) if (until <= now) this.setAside.delete(id);
  }
}
