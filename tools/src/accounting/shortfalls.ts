import { ticketNoticeRecorded, type TicketView, type TimelineEntry } from '@deskbeat/contracts';
import { noticeKey, type TicketFacts } from './facts.js';

/** All that is known about an accepted ticket, of its owner and of the stream. */
export interface Account {
  ticketId: string;
  view?: TicketView;
  timeline?: Pick<TimelineEntry, 'version' | 'subject' | 'data'>[];
  facts?: TicketFacts;
}

/** What keeps an accepted ticket from being fully accounted for; empty when nothing does. */
export function shortfallsOf({ view, timeline, facts }: Account): string[] {
  if (!view) return ['the ticket does not exist'];
  if (!facts) return ['the events stream knows nothing of it'];
  return [
    ...(facts.opened === 1 ? [] : [`opened ${facts.opened} times`]),
    ...clockShortfalls(view, facts),
    ...assignmentShortfalls(view, facts),
    ...gaps('stream', [...facts.versions], view.version),
    ...(timeline ? timelineShortfalls(timeline, view) : []),
    ...[...facts.notices].filter(([, times]) => times !== 1).map(([key, times]) => `notice ${key} ${times} times`),
  ];
}

/** Those that run from the moment of reporting. */
const firstTargets = ['first-response', 'resolution'];

function clockShortfalls({ clocks }: TicketView, { clocksStarted }: TicketFacts): string[] {
  const found = firstTargets.map((target) => ({
    target,
    times: clocks.filter((clock) => clock.target === target && clock.cycle === 1).length,
  }));
  return [
    ...found.filter(({ times }) => times !== 1).map(({ target, times }) => `${times} clocks for ${target}`),
    ...(clocksStarted === 1 ? [] : [`clocks started ${clocksStarted} times`]),
  ];
}

function assignmentShortfalls({ assigneeId, queueId }: TicketView, facts: TicketFacts): string[] {
  const { decided, queuedBecause, recorded } = facts;
  if (assigneeId === undefined) {
    const waits = queueId !== undefined && queuedBecause !== undefined && decided.length === 0;
    return waits ? [] : ['neither somebody who has it nor a reason to wait'];
  }
  return [
    ...(decided.length === 1 ? [] : [`given away ${decided.length} times`]),
    ...(decided.at(-1) === assigneeId ? [] : ['the ticket and the assignment name different persons']),
    ...(recorded.noticed ? [] : ['the assignee was not told']),
  ];
}

function timelineShortfalls(timeline: NonNullable<Account['timeline']>, { version }: TicketView): string[] {
  const told = timeline
    .filter(({ subject }) => subject === ticketNoticeRecorded.subject)
    .map(({ data }) => noticeKey(data as Parameters<typeof noticeKey>[0]));
  return [
    ...gaps(
      'timeline',
      timeline.map((entry) => entry.version),
      version,
    ),
    ...told.filter((key, index) => told.indexOf(key) !== index).map((key) => `notice ${key} twice in the timeline`),
  ];
}

/** Versions must be 1 to at least `last`, each once; there may be more by now. */
function gaps(where: string, versions: number[], last: number): string[] {
  const sorted = [...versions].sort((a, b) => a - b);
  const isWhole = sorted.length >= last && sorted.every((version, index) => version === index + 1);
  return isWhole ? [] : [`${where} has versions ${sorted.join(',') || 'none'} of ${last}`];
}
