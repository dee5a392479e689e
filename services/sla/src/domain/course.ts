import type { ClockFace, Priority, SlaTarget } from '@deskbeat/contracts';
import { dueAt, elapsed } from './working-time.js';
import { phaseOf, type History, type News, type Opened, type Phase } from './history.js';
import type { Budget, Policy } from './policy.js';

/** A time in which the clock ran; the last one is open while it runs. */
interface Window {
  readonly from: number;
  to?: number;
}

/** One cycle of one target. Instants are epoch milliseconds. */
export interface Run {
  readonly target: SlaTarget;
  readonly cycle: number;
  /** Index of the first window of the cycle. */
  readonly since: number;
  /** The due instant that passed without an end. Stays, whatever is changed later. */
  breachedAt?: number;
  stopped?: { at: number; dueAt?: number; usedMs: number; leftMs: number };
}

/** How the time of a ticket went so far. */
export interface Course {
  priority: Priority;
  phase: Phase;
  readonly windows: Window[];
  readonly runs: Run[];
}

/** Replays a history up to `now`: a pure function, so late and repeated news end the same. */
export function courseOf(opened: Opened, history: History, policy: Policy, now: number): Course {
  let time = opened.at.getTime();
  const course: Course = {
    priority: opened.priority,
    phase: 'running',
    windows: [{ from: time }],
    runs: [
      { target: 'first-response', cycle: 1, since: 0 },
      { target: 'resolution', cycle: 1, since: 0 },
    ],
  };
  for (const entry of history) {
    if (entry.kind === 'opened') continue;
    // Two hosts' clocks may differ; history goes forward.
    time = Math.max(time, entry.at.getTime());
    breach(course, policy, (due) => due < time);
    apply(course, entry, policy, time);
  }
  const end = Math.max(time, now);
  breach(course, policy, (due) => due <= end);
  return course;
}

/** Due instant of a run that is open, or of a share of its budget; none while the clock stands still. */
export function dueOf({ windows, priority }: Course, run: Run, policy: Policy, share = 1): number | undefined {
  return spent(windows, run.since, policy.budgets[priority][run.target], share).dueAt;
}

export function faceOf(course: Course, run: Run, policy: Policy): ClockFace {
  const { target, cycle, breachedAt, stopped } = run;
  const face = { target, cycle };
  const stoppedAt = stopped && { stoppedAt: iso(stopped.at) };
  if (breachedAt !== undefined) return { ...face, state: 'breached', dueAt: iso(breachedAt), ...stoppedAt };
  if (stopped) {
    return { ...face, state: 'met', ...(stopped.dueAt !== undefined && { dueAt: iso(stopped.dueAt) }), ...stoppedAt };
  }
  const { dueAt, leftMs } = spent(course.windows, run.since, policy.budgets[course.priority][target]);
  return dueAt === undefined ? { ...face, state: 'paused', leftMs } : { ...face, state: 'running', dueAt: iso(dueAt) };
}

export const iso = (instant: number): string => new Date(instant).toISOString();

function breach(course: Course, policy: Policy, isPast: (due: number) => boolean): void {
  for (const run of course.runs) {
    if (run.stopped || run.breachedAt !== undefined) continue;
    const due = dueOf(course, run, policy);
    if (due !== undefined && isPast(due)) run.breachedAt = due;
  }
}

function apply(course: Course, entry: News, policy: Policy, time: number): void {
  switch (entry.kind) {
    case 'prioritised':
      course.priority = entry.priority;
      return;
    case 'answered':
      return stop(course, 'first-response', policy, time);
    case 'moved':
      return move(course, phaseOf(entry.to, policy), policy, time);
  }
}

function move(course: Course, phase: Phase, policy: Policy, time: number): void {
  const before = course.phase;
  if (phase === before) return;
  if (phase === 'stopped') stop(course, 'resolution', policy, time);
  if (before === 'running') course.windows.at(-1)!.to = time;
  if (before === 'stopped') {
    const cycle = course.runs.at(-1)!.cycle + 1;
    course.runs.push({ target: 'resolution', cycle, since: course.windows.length });
  }
  if (phase === 'running') course.windows.push({ from: time });
  course.phase = phase;
}

function stop(course: Course, target: SlaTarget, policy: Policy, time: number): void {
  const run = course.runs.findLast((one) => one.target === target)!;
  if (run.stopped) return;
  const budget = policy.budgets[course.priority][target];
  const { dueAt: due, leftMs } = spent(course.windows, run.since, budget, 1, time);
  run.stopped = { at: time, ...(due !== undefined && { dueAt: due }), usedMs: budget.budgetMs - leftMs, leftMs };
}

/**
 * Pours a budget into the windows. What earlier cycles used is gone, but cannot be due before the own cycle began.
 * `leftMs`: what is left at the end of the last window, or at `at` where that is open.
 */
function spent(
  windows: readonly Window[],
  since: number,
  { budgetMs, calendar }: Budget,
  share = 1,
  at = 0,
): { dueAt?: number; leftMs: number } {
  let left = budgetMs * share;
  for (const [index, { from, to }] of windows.entries()) {
    if (to === undefined) return { dueAt: dueAt(from, left, calendar), leftMs: left - elapsed(from, at, calendar) };
    const open = elapsed(from, to, calendar);
    if (index >= since && left < open) return { dueAt: dueAt(from, left, calendar), leftMs: left - open };
    left = Math.max(0, left - open);
  }
  return { leftMs: left };
}
