import { Injectable } from '@nestjs/common';
import { Time } from '@deskbeat/service';

/** How often marks of the near future are looked up, and how far that reaches: those between are known in time. */
export const lookEveryMs = 2_000;
export const lookAheadMs = 2.5 * lookEveryMs;

/** The marks of the next seconds, and one timer that is set to the earliest of them. */
@Injectable()
export class Agenda {
  private readonly marks = new Map<string, number>();
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
    this.setFor(this.now());
  }

  close(): void {
    this.closed = true;
    this.cancel();
    this.marks.clear();
  }

  /** Takes a mark that is near; others are found when they are. */
  add(ticketId: string, mark: Date | undefined): void {
    const at = mark?.getTime();
    if (this.closed || at === undefined || at > this.now() + lookAheadMs) {
      this.marks.delete(ticketId);
      return;
    }
    this.marks.set(ticketId, at);
    this.setFor(at);
  }

  /** Takes out what is due, oldest first. */
  due(): string[] {
    const now = this.now();
    const due = [...this.marks].filter(([, at]) => at <= now).sort(([, a], [, b]) => a - b);
    for (const [ticketId] of due) this.marks.delete(ticketId);
    return due.map(([ticketId]) => ticketId);
  }

  /** Rings at the earliest mark, but no later than an instant. */
  setForNext(latest: number): void {
    this.setFor([...this.marks.values()].reduce((earliest, at) => Math.min(earliest, at), latest));
  }

  private setFor(at: number): void {
    if (this.closed || at >= this.at) return;
    this.cancel();
    this.at = at;
    this.cancel = this.time.in(Math.max(0, at - this.now()), () => {
      this.at = Infinity;
      this.ring();
    });
  }
}
