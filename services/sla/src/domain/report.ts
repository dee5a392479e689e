import type { ClockReport } from '@deskbeat/contracts';
import { courseFrom } from './clock.js';
import { budgetFor, dueOf, faceOf, iso, type Course, type Run } from './course.js';
import type { History } from './history.js';
import type { Book } from './terms.js';

/** Each target and cycle of a ticket, with its pauses, counted until `now`. The opening must be known. */
export function reportOf(history: History, book: Book, now: number): Omit<ClockReport, 'ticketId' | 'version'> {
  const course = courseFrom(history, book, now)!;
  return {
    at: iso(now),
    priority: course.priority,
    policyId: course.terms.policyId,
    edition: course.terms.edition,
    targets: course.runs.flatMap((run) => targetOf(course, run, now) ?? []),
    pauses: course.pauses.map(({ from, to, cause }) => ({
      from: iso(from),
      ...(to !== undefined && { to: iso(to) }),
      cause,
    })),
    terms: history.flatMap((entry) => {
      if (!('terms' in entry) || !entry.terms) return [];
      const { at, kind, terms } = entry;
      return [{ at: at.toISOString(), policyId: terms.policyId, edition: terms.edition, cause: kind }];
    }),
  };
}

function targetOf(course: Course, run: Run, now: number): ClockReport['targets'][number] | undefined {
  const face = faceOf(course, run);
  if (!face) return undefined;
  const { stopped, breachedAt } = run;
  const budget = budgetFor(course, run);
  const budgetMs = stopped?.budgetMs ?? budget?.budgetMs;
  const leftMs = stopped?.leftMs ?? dueOf(course, run, now)?.leftMs ?? 0;
  return {
    ...face,
    startedAt: iso(run.from),
    ...(budget && { calendarId: budget.calendar.id }),
    ...(budgetMs !== undefined && { budgetMs }),
    usedMs: (budgetMs ?? 0) - leftMs,
    leftMs,
    ...(breachedAt !== undefined && { lateMs: (stopped?.at ?? now) - breachedAt }),
  };
}
