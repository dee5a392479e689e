import {
  clockBreached,
  clockEscalated,
  clockMet,
  clockReminderDue,
  type ClockEvent,
  type EscalationLevel,
  type EventContract,
} from '@deskbeat/contracts';
import type { PendingAction } from './clock-state.js';
import { budgetFor, dueOf, iso, windowsOf, type Course, type Run } from './course.js';
import type { Budget } from './terms.js';
import { poured, windowsFrom } from './windows.js';
import { dueAt, isOpen } from './working-time.js';

/** What is said this long after its instant is said late, if the instant was known. */
const lateAfterMs = 60_000;
/** A notice is not held back for the night when its instant was in open time and is just past. */
const graceMs = 15 * 60_000;
const minuteMs = 60_000;

/** What is said; around it stands the state of the whole clock. */
export interface Words {
  contract: EventContract;
  facts: object;
}

export const said = <T extends ClockEvent>(contract: EventContract<T>, facts: Omit<T, keyof ClockEvent>): Words => ({
  contract,
  facts,
});

export interface Moment {
  readonly ticketId: string;
  readonly now: number;
  /** When the clock wanted to be looked at. */
  readonly awaited?: number;
  /** Names what is late for the same reason. */
  readonly batch?: string;
}

/** What the runs of a course have to say at a moment, each mark once. */
export class Marks {
  readonly said: string[];
  readonly actions: PendingAction[] = [];
  readonly due: Words[] = [];
  nextAt?: number;

  constructor(
    private readonly course: Course,
    saidBefore: readonly string[],
    private readonly moment: Moment,
  ) {
    this.said = [...saidBefore];
    for (const run of course.runs) this.look(run);
  }

  private look(run: Run): void {
    if (run.breachedAt !== undefined) return this.breached(run, run.breachedAt);
    const { stopped } = run;
    if (!stopped) return this.open(run);
    const { budgetMs, leftMs } = stopped;
    if (budgetMs === undefined) return;
    this.once(`met:${keyOf(run)}`, () => said(clockMet, { ...nameOf(run), usedMs: budgetMs - leftMs, leftMs }));
  }

  private open(run: Run): void {
    const due = dueOf(this.course, run)?.dueAt;
    if (due === undefined) return;
    this.await(due);
    for (const mark of this.course.terms.policy.reminders) {
      const at = dueOf(this.course, run, 0, mark / 100)?.dueAt;
      if (at === undefined || at >= due) continue;
      this.mark(`reminder:${keyOf(run)}:${mark}`, at, (key) => {
        return said(clockReminderDue, { ...this.around(run, key, at), mark });
      });
    }
  }

  private breached(run: Run, dueInstant: number): void {
    const wasDueAt = iso(dueInstant);
    const lateMs = Math.max(0, this.moment.now - dueInstant);
    this.mark(`breach:${keyOf(run)}`, dueInstant, (key) => {
      return said(clockBreached, { ...this.around(run, key, dueInstant), wasDueAt, lateMs });
    });
    const budget = budgetFor(this.course, run);
    for (const level of this.course.terms.policy.escalations) {
      if (level.targets && !level.targets.includes(run.target)) continue;
      const at = budget ? this.instantOf(level, run, dueInstant, budget) : dueInstant;
      if (at === undefined || (run.stopped && at > run.stopped.at)) continue;
      this.mark(`escalation:${keyOf(run)}:${level.level}`, at, (key) => {
        const { level: number, to, action } = level;
        if (action && !run.stopped) this.act(key, level);
        const facts = { level: number, to: [...to], wasDueAt, lateMs, ...(action && { action }) };
        return said(clockEscalated, { ...this.around(run, key, at), ...facts });
      });
    }
  }

  /** After the due instant, time goes on as it does before: in the calendar, not in pauses. */
  private instantOf(level: EscalationLevel, run: Run, due: number, { budgetMs, calendar }: Budget): number | undefined {
    const { afterMinutes = 0, atPercent = 100 } = level;
    const more = Math.max(afterMinutes * minuteMs, (budgetMs * (atPercent - 100)) / 100);
    if (more === 0) return due;
    const { windows } = windowsOf(this.course, run);
    return poured(windowsFrom(windows, due), 0, { budgetMs: more, calendar }, due).dueAt;
  }

  private act(key: string, { action }: EscalationLevel): void {
    const { now, ticketId } = this.moment;
    this.actions.push({
      key: `${ticketId}:${key}`,
      at: new Date(now),
      action: action!,
      priority: this.course.priority,
    });
  }

  /** What every mark carries. */
  private around(run: Run, key: string, at: number) {
    const { now, awaited, ticketId, batch } = this.moment;
    const late = awaited !== undefined && at >= awaited && now - at > lateAfterMs;
    const calendar = budgetFor(this.course, run)?.calendar;
    const held = calendar && now - at > graceMs && !isOpen(calendar, now);
    return {
      ...nameOf(run),
      key: `${ticketId}:${key}`,
      markAt: iso(at),
      ...(late && { late, ...(batch !== undefined && { batch }) }),
      ...(held && { tellAt: iso(dueAt(now, 0, calendar)) }),
      ...(calendar?.kind === 'always' && { aroundTheClock: true }),
    };
  }

  private mark(key: string, at: number, saying: (key: string) => Words): void {
    if (this.said.includes(key)) return;
    if (at > this.moment.now) this.await(at);
    else this.once(key, () => saying(key));
  }

  private once(key: string, saying: () => Words): void {
    if (this.said.includes(key)) return;
    this.said.push(key);
    this.due.push(saying());
  }

  private await(at: number): void {
    this.nextAt = Math.min(this.nextAt ?? at, at);
  }
}

const nameOf = ({ target, cycle }: Run) => ({ target, cycle });
const keyOf = ({ target, cycle }: Run): string => `${target}:${cycle}`;
