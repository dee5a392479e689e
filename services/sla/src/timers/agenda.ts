import { Injectable } from '@nestjs/common';
import { DueAlarm, Time } from '@deskbeat/service';

/** How often marks of the near future are looked up, and how far that reaches: those between are known in time. */
const lookEveryMs = 2_000;
const lookAheadMs = 2.5 * lookEveryMs;

/** The marks of the next seconds: no clock is looked at before it has something to say. */
@Injectable()
export class Agenda {
  readonly alarm: DueAlarm;
  private readonly marks = new Map<string, number>();
  private lookAt = -Infinity;

  constructor(time: Time) {
    this.alarm = new DueAlarm(time);
  }

  now(): number {
    return this.alarm.now();
  }

  /** Takes a mark that is near; others are found when they are. */
  add(ticketId: string, mark: Date | undefined): void {
    if (!mark || mark.getTime() > this.now() + lookAheadMs) {
      this.marks.delete(ticketId);
      return;
    }
    this.marks.set(ticketId, mark.getTime());
    this.alarm.setFor(mark);
  }

  /** Marks are to be looked up at once. */
  lookNow(): void {
    this.lookAt = -Infinity;
    this.alarm.setFor(new Date(this.now()));
  }

  /** Up to when marks are to be looked up now; nothing when those of the next seconds are known. */
  lookUntil(now: number): Date | undefined {
    return now >= this.lookAt ? new Date(now + lookAheadMs) : undefined;
  }

  /** The marks up to an instant are here: those of the next seconds, or what was read of a backlog. */
  looked(now: number, isWhole: boolean): void {
    this.lookAt = isWhole ? now + lookEveryMs : now;
  }

  /** Takes out what is due, oldest first. */
  due(now: number, limit: number): string[] {
    const due = [...this.marks].filter(([, at]) => at <= now).sort(([, a], [, b]) => a - b);
    const taken = due.slice(0, limit).map(([ticketId]) => ticketId);
    for (const ticketId of taken) this.marks.delete(ticketId);
    return taken;
  }

  /** When there is something to do next. */
  next(after: number): number {
    return Math.max(
      after + 1,
      [...this.marks.values()].reduce((first, at) => Math.min(first, at), this.lookAt),
    );
  }
}
