import { Injectable } from '@nestjs/common';
import { Time } from './time.js';

/** A net under the timer: marks that other replicas wrote, or that were left behind by one that is gone. */
const sweepMs = 5_000;

/** One timer of the process, always set to the earliest instant that anybody asked for. */
@Injectable()
export class DueAlarm {
  private ring: () => void = () => undefined;
  private at = Infinity;
  private cancel: () => void = () => undefined;
  private closed = true;

  constructor(private readonly time: Time) {}

  now(): number {
    return this.time.now();
  }

  open(ring: () => void): void {
    this.ring = ring;
    this.closed = false;
    this.setFor(new Date(this.now()));
  }

  close(): void {
    this.closed = true;
    this.cancel();
  }

  /** Rings at an instant, but no later than the next sweep; earlier wishes stand. */
  setFor(instant?: Date): void {
    const now = this.now();
    const at = Math.min(instant?.getTime() ?? Infinity, now + sweepMs);
    if (this.closed || at >= this.at) return;
    this.cancel();
    this.at = at;
    this.cancel = this.time.in(Math.max(0, at - now) + this.time.spread, () => {
      this.at = Infinity;
      this.ring();
    });
  }
}
