import {
  clockChanged,
  clockPaused,
  clockResumed,
  clockStarted,
  type ClockEvent,
  type ClockFace,
} from '@deskbeat/contracts';
import type { Clock, Outcome, Saying } from './clock-state.js';
import { courseOf, faceOf, phaseOf, type Course } from './course.js';
import { lastVersion, openingOf, traitsAt, withEntry, type Entry, type History } from './history.js';
import { Marks, said, type Words } from './marks.js';
import type { Traits } from './policy.js';
import type { Book, TermsRef } from './terms.js';

export type { Clock, Outcome } from './clock-state.js';

/** By what a clock counts: the terms that a ticket gets now, and those that it got before. */
export interface Rulebook {
  choose(traits: Traits): TermsRef;
  readonly book: Book;
}

export interface Instant {
  readonly now: number;
  /** Names what is late for the same reason. */
  readonly batch?: string;
}

/** `ClockFace[]` of a contract is bounded; a ticket that is reopened for ever shows its first and last cycles. */
const shownFaces = 20;

export const nothingKnown: Clock = { history: [], said: [], faces: [] };

/** The clock of a ticket that had none, after the first that is heard of it: its opening, if all is in order. */
export const begin = (ticketId: string, entry: Entry, rules: Rulebook, at: Instant): Outcome =>
  learn(ticketId, nothingKnown, entry, rules, at) as Outcome;

/**
 * @returns `known` when the history holds it already
 * @throws UnknownEdition of the book
 */
export function learn(ticketId: string, clock: Clock, entry: Entry, rules: Rulebook, at: Instant): Outcome | 'known' {
  const history = withEntry(clock.history, entry, (traits) => rules.choose(traits));
  if (history === clock.history) return 'known';
  const draft = drafted(ticketId, { ...clock, history }, rules.book, at);
  const own = told(draft, clock, entry, rules.book);
  const recounts = entry.kind === 'changed' || entry.kind === 'queued' || entry.kind === 'recounted';
  const isSilent = own.length === 0 && (recounts || draft.marks.due.length === 0);
  const isOther = draft.course !== undefined && looksOther(draft, clock);
  return concluded(ticketId, draft, isSilent && isOther ? [changed(causeOf(entry, clock))] : own);
}

/** What fell due. */
export function tick(ticketId: string, clock: Clock, { book }: Rulebook, at: Instant): Outcome | 'nothing-due' {
  const draft = drafted(ticketId, clock, book, at);
  const asBefore = draft.marks.nextAt === clock.nextMarkAt?.getTime();
  if (draft.marks.due.length === 0 && asBefore) return 'nothing-due';
  return concluded(ticketId, draft, []);
}

/** Counts by the terms that the ticket would get now. @returns `unchanged` when those count the same */
export function recount(
  ticketId: string,
  clock: Clock,
  recountId: string,
  rules: Rulebook,
  at: Instant,
): Outcome | 'unchanged' {
  const traits = traitsAt(clock.history, clock.history.length);
  if (!traits || clock.policyId === undefined || clock.edition === undefined) return 'unchanged';
  const terms = rules.choose(traits);
  const before = rules.book({ policyId: clock.policyId, edition: clock.edition });
  if (rules.book(terms).fingerprint === before.fingerprint) return 'unchanged';
  const version = lastVersion(clock.history);
  const entry: Entry = { kind: 'recounted', version, at: new Date(at.now), recountId, terms };
  const outcome = learn(ticketId, clock, entry, rules, at);
  return outcome === 'known' ? 'unchanged' : outcome;
}

interface Draft {
  before: Clock;
  course?: Course;
  faces: ClockFace[];
  marks: Pick<Marks, 'said' | 'due' | 'actions' | 'nextAt'>;
}

function drafted(ticketId: string, clock: Clock, book: Book, { now, batch }: Instant): Draft {
  const opening = openingOf(clock.history);
  if (!opening) return { before: clock, faces: [], marks: { said: [...clock.said], due: [], actions: [] } };
  const course = courseOf(opening, clock.history, book, now);
  const faces = course.runs.flatMap((run) => faceOf(course, run) ?? []);
  const awaited = clock.nextMarkAt?.getTime();
  const marks = new Marks(course, clock.said, { ticketId, now, ...(awaited !== undefined && { awaited }), batch });
  const shown = faces.length > shownFaces ? [...faces.slice(0, 2), ...faces.slice(2 - shownFaces)] : faces;
  return { before: clock, course, faces: shown, marks };
}

/** What an entry says by itself; what it stops or makes late is among the marks. */
function told(draft: Draft, before: Clock, entry: Entry, book: Book): Words[] {
  const { course, before: after } = draft;
  if (!course) return [];
  if (entry.kind === 'opened') return [said(clockStarted, { policyId: course.terms.policyId })];
  const last = after.history.at(-1)!;
  if (last.kind !== entry.kind || last.version !== entry.version) return [changed('late news')];
  if (entry.kind !== 'moved' || !openingOf(before.history)) return [];
  const from = courseOf(openingOf(before.history)!, before.history, book, 0).phase;
  const phase = phaseOf(entry.to, course.terms);
  const since = entry.at.toISOString();
  if (phase === 'running' && from !== 'running') return [said(clockResumed, { since })];
  if (phase === 'paused' && from !== 'paused') return [said(clockPaused, { since })];
  return [];
}

function causeOf(entry: Entry, { priority }: Clock): string {
  switch (entry.kind) {
    case 'changed': {
      const to = entry.changes.priority;
      return to ? `priority ${priority} → ${to}` : `changed ${Object.keys(entry.changes).join(', ')}`;
    }
    case 'queued':
      return 'another queue';
    case 'recounted':
      return 'recount by changed rules';
    case 'asked':
      return 'the customer wrote';
    case 'answered':
      return 'answered';
    case 'moved':
      return `moved to ${entry.to}`;
    case 'opened':
      return 'opened';
  }
}

function looksOther({ course, faces, marks }: Draft, before: Clock): boolean {
  if (course!.priority !== before.priority || course!.terms.policyId !== before.policyId) return true;
  return marks.nextAt !== before.nextMarkAt?.getTime() || JSON.stringify(faces) !== JSON.stringify(before.faces);
}

function concluded(ticketId: string, { before, course, faces, marks }: Draft, own: Words[]): Outcome {
  const open = faces.flatMap(({ stoppedAt, dueAt }) => (stoppedAt || !dueAt ? [] : [dueAt])).sort();
  const nextMarkAt = marks.nextAt === undefined ? undefined : new Date(marks.nextAt);
  const actions = [...(before.actions ?? []), ...marks.actions];
  const clock: Clock = {
    history: before.history,
    said: marks.said,
    faces,
    ...(course && { policyId: course.terms.policyId, edition: course.terms.edition, priority: course.priority }),
    ...(open[0] && { dueAt: new Date(open[0]) }),
    ...(nextMarkAt && { nextMarkAt }),
    ...(course && course.phase !== 'stopped' && { open: 1 as const }),
    ...(actions.length > 0 && { actions }),
  };
  const body: ClockEvent = {
    ticketId,
    clocks: faces,
    ...(open[0] && { dueAt: open[0] }),
    ...(nextMarkAt && { nextMarkAt: nextMarkAt.toISOString() }),
  };
  const sayings: Saying[] = [...own, ...marks.due].map(({ contract, facts }) => ({
    contract,
    data: { ...body, ...facts },
  }));
  return { clock, sayings };
}

const changed = (cause: string): Words => said(clockChanged, { cause });

/** What the clock of a ticket knows about it, for those who look at the history. */
export const courseFrom = (history: History, book: Book, now: number): Course | undefined => {
  const opening = openingOf(history);
  return opening && courseOf(opening, history, book, now);
};
