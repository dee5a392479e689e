import type { ClockFace, Priority, SlaTarget, Status } from '@deskbeat/contracts';
import type { Entry, History, Known, News, Opened } from './history.js';
import { always, budgetOf, type Book, type Budget, type Terms } from './terms.js';
import { poured, windowsFrom, type Poured, type Window } from './windows.js';

/** What a status means for time: it runs, stands still, or the resolution is there. */
export type Phase = 'running' | 'paused' | 'stopped';

/** One cycle of one target. Instants are epoch milliseconds. */
export interface Run {
  readonly target: SlaTarget;
  readonly cycle: number;
  readonly from: number;
  /** Index of the first window in which it may be due. */
  readonly since: number;
  /** The due instant that passed without an end. Stays, whatever is changed later. */
  breachedAt?: number;
  stopped?: { at: number; dueAt?: number; budgetMs?: number; leftMs: number };
}

export interface Pause {
  readonly from: number;
  to?: number;
  readonly cause: Status;
}

/** How the time of a ticket went so far. */
export interface Course {
  readonly openedAt: number;
  terms: Terms;
  priority: Priority;
  plannedAt?: number;
  status: Status;
  phase: Phase;
  readonly windows: Window[];
  readonly pauses: Pause[];
  readonly runs: Run[];
}

/**
 * Replays a history up to `now`: a pure function, so late and repeated news end the same.
 * @throws UnknownEdition of the book
 */
export function courseOf(opened: Opened, history: History, book: Book, now: number): Course {
  let time = opened.at.getTime();
  const course = begun(opened, time, book(opened.terms!));
  for (const entry of history) {
    if (entry.kind === 'opened') continue;
    // Two hosts' clocks may differ; history goes forward.
    time = Math.max(time, entry.at.getTime());
    breach(course, (due) => due < time);
    apply(course, entry, book, time);
  }
  const end = Math.max(time, now);
  breach(course, (due) => due <= end);
  return course;
}

function begun({ priority, plannedAt }: Known, time: number, terms: Terms): Course {
  const course: Course = {
    openedAt: time,
    terms,
    priority,
    ...(plannedAt && { plannedAt: plannedAt.getTime() }),
    status: 'new',
    phase: 'running',
    windows: [{ from: time }],
    pauses: [],
    runs: [
      { target: 'first-response', cycle: 1, from: time, since: 0 },
      { target: 'resolution', cycle: 1, from: time, since: 0 },
    ],
  };
  enter(course, phaseOf('new', terms), time);
  return course;
}

export function phaseOf(status: Status, { policy }: Terms): Phase {
  if (status === 'resolved' || status === 'closed') return 'stopped';
  return policy.pausedBy.includes(status) ? 'paused' : 'running';
}

/** A planned ticket is to be resolved at its date. */
export function budgetFor({ priority, plannedAt, openedAt, terms }: Course, { target }: Run): Budget | undefined {
  const budget = budgetOf(terms, priority, target);
  if (!budget || target !== 'resolution' || priority !== 'planned' || plannedAt === undefined) return budget;
  return { budgetMs: Math.max(0, plannedAt - openedAt), calendar: always };
}

/** The windows that count for a run, and the first of them in which it may be due. */
export function windowsOf(
  { windows }: Course,
  { target, from, since }: Run,
): { windows: readonly Window[]; since: number } {
  switch (target) {
    case 'first-response':
    case 'resolution':
      return { windows, since };
    case 'next-response':
      return { windows: windowsFrom(windows, from), since: 0 };
    case 'pick-up':
      return { windows: [{ from }], since: 0 };
  }
}

/** When a run, or a share of its budget, is due, and what is left of it at an instant. */
export function dueOf(course: Course, run: Run, at = 0, share = 1): Poured | undefined {
  const budget = budgetFor(course, run);
  if (!budget) return undefined;
  const { windows, since } = windowsOf(course, run);
  return poured(windows, since, { ...budget, budgetMs: budget.budgetMs * share }, at);
}

/** The run as a card shows it; nothing for one that nobody promised. */
export function faceOf(course: Course, run: Run): ClockFace | undefined {
  const { target, cycle, from, breachedAt, stopped } = run;
  const face = { target, cycle };
  const stoppedAt = stopped && { stoppedAt: iso(stopped.at) };
  if (breachedAt !== undefined) return { ...face, state: 'breached', dueAt: iso(breachedAt), ...stoppedAt };
  if (stopped) {
    if (stopped.budgetMs === undefined) return undefined;
    return { ...face, state: 'met', ...(stopped.dueAt !== undefined && { dueAt: iso(stopped.dueAt) }), ...stoppedAt };
  }
  const due = dueOf(course, run);
  if (!due) return undefined;
  const { dueAt, leftMs } = due;
  if (dueAt === undefined) return { ...face, state: 'paused', leftMs };
  return { ...face, state: 'running', startedAt: iso(from), dueAt: iso(dueAt) };
}

export const iso = (instant: number): string => new Date(instant).toISOString();

function breach(course: Course, isPast: (due: number) => boolean): void {
  for (const run of course.runs) {
    if (run.stopped || run.breachedAt !== undefined) continue;
    const due = dueOf(course, run)?.dueAt;
    if (due !== undefined && isPast(due)) run.breachedAt = due;
  }
}

function apply(course: Course, entry: News, book: Book, time: number): void {
  switch (entry.kind) {
    case 'changed':
      if (entry.changes.priority) course.priority = entry.changes.priority;
      if ('plannedAt' in entry.changes) course.plannedAt = entry.changes.plannedAt?.getTime();
      return agree(course, entry, book, time);
    case 'queued':
    case 'recounted':
      return agree(course, entry, book, time);
    case 'answered':
      stop(course, 'first-response', time);
      return stop(course, 'next-response', time);
    case 'asked':
      return ask(course, time);
    case 'moved':
      return move(course, entry.to, time);
  }
}

function agree(course: Course, { terms }: Extract<Entry, { terms?: unknown }>, book: Book, time: number): void {
  if (!terms) return;
  course.terms = book(terms);
  enter(course, phaseOf(course.status, course.terms), time);
}

/** The oldest message that is not answered counts; before the first answer that is the first response. */
function ask(course: Course, time: number): void {
  const isAnswered = course.runs.some(({ target, stopped }) => target === 'first-response' && stopped);
  if (isAnswered && !openRun(course, 'next-response')) start(course, 'next-response', time);
}

function move(course: Course, status: Status, time: number): void {
  if (status === course.status) return;
  if (course.status === 'pending-assignment') stop(course, 'pick-up', time);
  course.status = status;
  enter(course, phaseOf(status, course.terms), time);
  if (status === 'pending-assignment' && !openRun(course, 'pick-up')) start(course, 'pick-up', time);
}

function enter(course: Course, phase: Phase, time: number): void {
  const before = course.phase;
  const pause = course.pauses.at(-1);
  if (phase === before) return;
  if (pause && pause.to === undefined) pause.to = time;
  if (phase === 'stopped') {
    stop(course, 'resolution', time);
    drop(course, 'next-response', time);
  }
  if (before === 'running') course.windows.at(-1)!.to = time;
  if (before === 'stopped') start(course, 'resolution', time);
  if (phase === 'running') course.windows.push({ from: time });
  else course.pauses.push({ from: time, cause: course.status });
  course.phase = phase;
}

function start(course: Course, target: SlaTarget, time: number): void {
  const cycle = course.runs.filter((run) => run.target === target).length + 1;
  course.runs.push({ target, cycle, from: time, since: course.windows.length });
}

const openRun = ({ runs }: Course, target: SlaTarget): Run | undefined =>
  runs.findLast((run) => run.target === target && !run.stopped);

function stop(course: Course, target: SlaTarget, time: number): void {
  const run = openRun(course, target);
  if (!run) return;
  const due = dueOf(course, run, time);
  run.stopped = { at: time, leftMs: due?.leftMs ?? 0 };
  if (due?.dueAt !== undefined) run.stopped.dueAt = due.dueAt;
  const budget = budgetFor(course, run);
  if (budget) run.stopped.budgetMs = budget.budgetMs;
}

/** Nobody waits for an answer any more: neither kept nor broken. */
function drop(course: Course, target: SlaTarget, time: number): void {
  const run = openRun(course, target);
  if (run) run.stopped = { at: time, leftMs: 0 };
}
