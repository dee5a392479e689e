import {
  clockBreached,
  clockChanged,
  clockEscalated,
  clockMet,
  clockPaused,
  clockReminderDue,
  clockResumed,
  clockStarted,
  type ClockEvent,
  type ClockFace,
  type EventContract,
  type Priority,
} from '@deskbeat/contracts';
import { courseOf, dueOf, faceOf, iso, type Course, type Run } from './course.js';
import { openingOf, phaseAfter, withEntry, type Entry, type History } from './history.js';
import type { Policy } from './policy.js';

/** What is kept of a clock: its history, what was said, and what both come to. */
export interface Clock {
  policyId: string;
  /** Absent until the opening is known. */
  priority?: Priority;
  history: History;
  /** Keys of what is said only once: `breach:resolution:1`. */
  said: readonly string[];
  faces: ClockFace[];
  dueAt?: Date;
  /** The next instant at which something is to be said. */
  nextMarkAt?: Date;
}

export interface Saying {
  contract: EventContract;
  data: object;
}

export interface Outcome {
  clock: Clock;
  sayings: [Saying, ...Saying[]];
}

/** `ClockFace[]` of a contract is bounded; a ticket that is reopened for ever shows its first and last cycles. */
const shownFaces = 20;

/** The clock of a ticket that had none, after the first that is heard of it: its opening, if all is in order. */
export function begin(ticketId: string, entry: Entry, policy: Policy, now: number): Outcome {
  const nothing: Clock = { policyId: policy.id, history: [], said: [], faces: [] };
  return learn(ticketId, nothing, entry, policy, now) as Outcome;
}

/** @returns `known` when the history holds it already, or something that makes it meaningless */
export function learn(ticketId: string, clock: Clock, entry: Entry, policy: Policy, now: number): Outcome | 'known' {
  const history = withEntry(clock.history, entry);
  if (history === clock.history) return 'known';
  const draft = drafted(ticketId, history, clock.said, policy, now);
  const own = told(draft, clock, entry, policy);
  return concluded(draft, own.length + draft.due.length > 0 ? own : [changed(draft, entry.kind)]);
}

/** What fell due by `now`. */
export function tick(ticketId: string, clock: Clock, policy: Policy, now: number): Outcome | 'nothing-due' {
  const draft = drafted(ticketId, clock.history, clock.said, policy, now);
  if (draft.due.length > 0) return concluded(draft, []);
  if (draft.nextMarkAt === clock.nextMarkAt?.getTime()) return 'nothing-due';
  return concluded(draft, [changed(draft, 'recount')]);
}

interface Draft {
  body: ClockEvent;
  course?: Course;
  history: History;
  policy: Policy;
  said: string[];
  /** What is to be said now, whatever the cause. */
  due: Saying[];
  nextMarkAt?: number;
}

function drafted(ticketId: string, history: History, said: readonly string[], policy: Policy, now: number): Draft {
  const opening = openingOf(history);
  if (!opening) return { body: { ticketId, clocks: [] }, history, policy, said: [...said], due: [] };
  const course = courseOf(opening, history, policy, now);
  const faces = course.runs.map((run) => faceOf(course, run, policy));
  const clocks = faces.length > shownFaces ? [...faces.slice(0, 2), ...faces.slice(2 - shownFaces)] : faces;
  const open = faces.flatMap(({ stoppedAt, dueAt }) => (stoppedAt || !dueAt ? [] : [dueAt])).sort();
  const body = { ticketId, clocks, ...(open[0] && { dueAt: open[0] }) };
  const draft: Draft = { body, course, history, policy, said: [...said], due: [] };
  for (const run of course.runs) {
    if (run.breachedAt !== undefined) sayBreach(draft, run, run.breachedAt, now);
    else if (run.stopped) sayOnce(draft, `met:${keyOf(run)}`, () => tell(draft, clockMet, metBy(run)));
    else mark(draft, course, run, now);
  }
  return draft;
}

function mark(draft: Draft, course: Course, run: Run, now: number): void {
  const due = dueOf(course, run, draft.policy);
  if (due === undefined) return;
  draft.nextMarkAt = Math.min(draft.nextMarkAt ?? due, due);
  for (const share of draft.policy.reminders) {
    const key = `reminder:${keyOf(run)}:${share}`;
    const instant = dueOf(course, run, draft.policy, share / 100);
    if (instant === undefined || instant >= due || draft.said.includes(key)) continue;
    if (instant > now) draft.nextMarkAt = Math.min(draft.nextMarkAt, instant);
    else sayOnce(draft, key, () => tell(draft, clockReminderDue, { ...nameOf(run), mark: share }));
  }
}

function sayBreach(draft: Draft, run: Run, dueAt: number, now: number): void {
  const wasDueAt = iso(dueAt);
  sayOnce(draft, `breach:${keyOf(run)}`, () =>
    tell(draft, clockBreached, { ...nameOf(run), wasDueAt, lateMs: Math.max(0, now - dueAt) }),
  );
  for (const { level, to } of draft.policy.escalations) {
    sayOnce(draft, `escalation:${keyOf(run)}:${level}`, () =>
      tell(draft, clockEscalated, { ...nameOf(run), level, to: [...to], wasDueAt }),
    );
  }
}

function sayOnce(draft: Draft, key: string, saying: () => Saying): void {
  if (draft.said.includes(key)) return;
  draft.said.push(key);
  draft.due.push(saying());
}

/** What an entry says by itself; what it stops or makes late says so in `due`. */
function told(draft: Draft, before: Clock, entry: Entry, policy: Policy): Saying[] {
  if (!draft.course) return [changed(draft, 'news before the opening')];
  if (entry.kind === 'opened') return [tell(draft, clockStarted, { policyId: policy.id })];
  if (entry !== draft.history.at(-1)) return [changed(draft, 'late news')];
  switch (entry.kind) {
    case 'answered':
      return [];
    case 'prioritised':
      return [changed(draft, `priority ${before.priority} → ${entry.priority}`)];
    case 'moved': {
      const from = phaseAfter(before.history, policy);
      const { phase } = draft.course;
      const since = entry.at.toISOString();
      if (phase === 'running' && from !== 'running') return [tell(draft, clockResumed, { since })];
      if (phase === 'paused' && from !== 'paused') return [tell(draft, clockPaused, { since })];
      return [];
    }
  }
}

function concluded(draft: Draft, own: Saying[]): Outcome {
  const { body, course, history, policy, said, nextMarkAt } = draft;
  const clock: Clock = {
    policyId: policy.id,
    ...(course && { priority: course.priority }),
    history,
    said,
    faces: body.clocks,
    ...(body.dueAt && { dueAt: new Date(body.dueAt) }),
    ...(nextMarkAt !== undefined && { nextMarkAt: new Date(nextMarkAt) }),
  };
  return { clock, sayings: [...own, ...draft.due] as Outcome['sayings'] };
}

const tell = <T extends ClockEvent>(
  { body }: Draft,
  contract: EventContract<T>,
  facts: Omit<T, keyof ClockEvent>,
): Saying => ({ contract, data: { ...body, ...facts } });

const changed = (draft: Draft, cause: string): Saying => tell(draft, clockChanged, { cause });
const nameOf = ({ target, cycle }: Run) => ({ target, cycle });
const keyOf = ({ target, cycle }: Run): string => `${target}:${cycle}`;
const metBy = (run: Run) => ({ ...nameOf(run), usedMs: run.stopped!.usedMs, leftMs: run.stopped!.leftMs });
