import type { Exclusion, Presence, PresenceRule, QueueOrder, SkillLevel } from '@deskbeat/contracts';
import { presenceLastsMs } from '@deskbeat/contracts';
import { roomOf } from './capacity.js';
import { leaveAt, type LeaveOfAbsence } from './person.js';
import { isOnShift, type ShiftCalendar } from './shift.js';

/** Somebody who may get tickets, as far as a decision looks at them. */
export interface Candidate {
  id: string;
  name: string;
  email?: string;
  active: boolean;
  presence: Presence;
  /** Last sign of a live connection. */
  seenAt?: Date;
  leaves: readonly LeaveOfAbsence[];
  calendar?: ShiftCalendar;
  /** Points; 0 is no limit. */
  capacity: number;
  /** Points of the open tickets. */
  load: number;
  weight: number;
  skills: readonly SkillLevel[];
  regions: readonly string[];
  languages: readonly string[];
}

/** What the ticket asks of who takes it. */
export interface Wanting {
  ticketId: string;
  /** People who returned it or did not pick it up. */
  excluded: readonly string[];
  skills: readonly SkillLevel[];
  points: number;
  /** Who reported it, where that is one of the people themselves. */
  requesterId?: string;
}

/** A decision names at most so many people who were passed over. */
const namedExclusions = 50;

/** Why somebody is not there at all, by the rule of the queue. */
export function whyNotThere(person: Candidate, rule: PresenceRule, now: Date): string | undefined {
  if (!person.active) return 'is not active';
  if (leaveAt(person, now)) return 'is on leave';
  switch (rule) {
    case 'anyone':
      return undefined;
    case 'shift':
      if (!person.calendar) return 'has no shifts';
      return isOnShift(person.calendar, now) ? undefined : 'is not on shift';
    case 'declared':
      return person.presence === 'available' ? undefined : `is ${person.presence}`;
    case 'live':
      if (person.presence !== 'available') return `is ${person.presence}`;
      return person.seenAt && now.getTime() - person.seenAt.getTime() < presenceLastsMs
        ? undefined
        : 'has no live connection';
  }
}

export function whyNotThisOne(person: Candidate, ticket: Wanting): string | undefined {
  if (ticket.excluded.includes(person.id)) return 'returned this ticket';
  if (ticket.requesterId === person.id) return 'reported this ticket';
  const lacking = ticket.skills.find(
    ({ skill, level }) => !person.skills.some((has) => has.skill === skill && has.level >= level),
  );
  if (lacking) return `lacks ${lacking.skill} at level ${lacking.level}`;
  return undefined;
}

export function whyNoRoom({ capacity, load }: Candidate, points: number): string | undefined {
  if (capacity !== 0 && capacity < points) return `never has room for ${points} points`;
  return roomOf(capacity, load) >= points ? undefined : `has no room: ${load} of ${capacity} points`;
}

/** Why somebody cannot get the ticket, if so. */
export const whyNot = (person: Candidate, rule: PresenceRule, ticket: Wanting, now: Date): string | undefined =>
  whyNotThere(person, rule, now) ?? whyNotThisOne(person, ticket) ?? whyNoRoom(person, ticket.points);

/**
 * Splits people into who can get the ticket and why the others cannot.
 * @param held people whose next room is for an older ticket
 * @returns also who would get it but for the room that is taken now
 */
export function sorted(
  people: readonly Candidate[],
  rule: PresenceRule,
  ticket: Wanting,
  now: Date,
  held: ReadonlySet<string>,
): { eligible: Candidate[]; excluded: Exclusion[]; full: string[] } {
  const eligible: Candidate[] = [];
  const excluded: Exclusion[] = [];
  const full: string[] = [];
  for (const person of people) {
    const apart = whyNotThere(person, rule, now) ?? whyNotThisOne(person, ticket);
    const why =
      apart ??
      whyNoRoom(person, ticket.points) ??
      (held.has(person.id) ? 'waits for room for an older ticket' : undefined);
    if (!why) eligible.push(person);
    else if (excluded.length < namedExclusions) excluded.push({ personId: person.id, why });
    if (why && !apart && (person.capacity === 0 || person.capacity >= ticket.points)) full.push(person.id);
  }
  return { eligible, excluded, full };
}

export interface Place {
  _id: string;
  rank: number;
  dueAt: Date;
  waitingSince: Date;
}

/** What a queue's line goes by, the first difference decides; the least is next. */
export const lineKeys = {
  priority: ['rank', 'dueAt', 'waitingSince', '_id'],
  due: ['dueAt', 'waitingSince', '_id'],
  age: ['waitingSince', '_id'],
} as const satisfies Record<QueueOrder, readonly (keyof Place)[]>;

/** The usual order, and the one between queues: priority, then the nearest due instant, then age. */
export function firstInLine(a: Place, b: Place): number {
  return (
    a.rank - b.rank ||
    a.dueAt.getTime() - b.dueAt.getTime() ||
    a.waitingSince.getTime() - b.waitingSince.getTime() ||
    (a._id < b._id ? -1 : 1)
  );
}
