import { personSaved, Problem, type ClearablePersonField, type PersonRole, type SkillLevel } from '@deskbeat/contracts';

export interface LeaveOfAbsence {
  from: Date;
  to: Date;
  deputyId?: string;
}

export interface PersonState {
  name: string;
  email?: string;
  role: PersonRole;
  active: boolean;
  deleted?: true;
  teams: string[];
  skills: SkillLevel[];
  regions: string[];
  languages: string[];
  /** Points; 0 is no limit. */
  capacity: number;
  weight: number;
  calendarId?: string;
  deputyId?: string;
  leaves: LeaveOfAbsence[];
  inactiveSince?: Date;
  /** When it was said that a leave runs already. */
  awaySince?: Date;
  /** When open tickets are to be handed over next. */
  handoverAt?: Date;
}
export type Person = PersonState & { _id: string; version: number };

/** Absent fields stay as they are. */
export type PersonChange = { id: string } & Partial<
  Omit<PersonState, 'deleted' | 'leaves' | 'inactiveSince' | 'awaySince' | 'handoverAt'>
> & { leaves?: { from: string; to: string; deputyId?: string }[]; clear?: readonly ClearablePersonField[] };

export interface PersonOutcome {
  next: PersonState;
  facts: readonly { subject: string; data: object }[];
}

/** Roles that take turns; the others get tickets by hand only. */
export const servingRoles: readonly PersonRole[] = ['agent', 'lead'];

const blank = { teams: [], skills: [], regions: [], languages: [], capacity: 0, weight: 1, leaves: [] };

const toldOf = (id: string, { name, email, role, active, teams }: PersonState) => ({
  subject: personSaved.subject,
  data: {
    personId: id,
    name,
    ...(email !== undefined && { email }),
    role,
    ...(teams.length > 0 && { teams }),
    ...(!active && { active }),
  },
});

/** @throws Problem `validation-failed` when there is no name, or a leave ends before it begins */
export function created(change: PersonChange, at: Date): PersonOutcome {
  if (change.name === undefined) throw refusal('/name', 'name is needed for somebody new');
  const fresh: PersonState = { ...blank, name: change.name, role: 'agent', active: true };
  const next = applied(fresh, change, at);
  return { next, facts: [toldOf(change.id, next)] };
}

/**
 * @returns undefined when nothing is different
 * @throws Problem `validation-failed` when a leave ends before it begins
 */
export function changed(person: Person, change: PersonChange, at: Date): PersonOutcome | undefined {
  const before = personStateOf(person);
  const next = applied(before, change, at);
  const same = (key: keyof PersonState): boolean => JSON.stringify(next[key]) === JSON.stringify(before[key]);
  const keys = Object.keys({ ...before, ...next }) as (keyof PersonState)[];
  if (keys.every((key) => key === 'handoverAt' || key === 'awaySince' || same(key))) return undefined;
  return { next, facts: [toldOf(person._id, next)] };
}

/** Gone from the directory; who is gone already stays so. */
export function deleted(person: Person, at: Date): PersonOutcome | undefined {
  if (person.deleted) return undefined;
  const next: PersonState = { ...applied(personStateOf(person), { id: person._id, active: false }, at), deleted: true };
  return { next, facts: [toldOf(person._id, next)] };
}

/** Known by a pseudonym only; what routes tickets stays. */
export function renamed(person: Person, pseudonym: string): PersonOutcome | undefined {
  const { email, ...state } = personStateOf(person);
  if (email === undefined && state.name === pseudonym) return undefined;
  const next = { ...state, name: pseudonym, leaves: [] };
  return { next, facts: [toldOf(person._id, next)] };
}

/** Handed over once; the next time is when the next leave begins. */
export function handedOver(person: Person, at: Date): PersonOutcome {
  return { next: withHandover(personStateOf(person), at), facts: [] };
}

function applied(before: PersonState, { id: _, leaves, clear = [], ...change }: PersonChange, at: Date): PersonState {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const next: PersonState = { ...before, ...given, ...(leaves && { leaves: leaves.map(leaveOf) }) };
  for (const field of clear) delete next[field];
  if (next.active) {
    delete next.inactiveSince;
    delete next.deleted;
  } else next.inactiveSince ??= at;
  if (!leaveAt(next, at)) delete next.awaySince;
  else if (!leaveAt(before, at)) next.awaySince = at;
  return withHandover(next, new Date(at.getTime() - 1));
}

function leaveOf({ from, to, deputyId }: { from: string; to: string; deputyId?: string }, index: number) {
  const leave = { from: new Date(from), to: new Date(to), ...(deputyId !== undefined && { deputyId }) };
  if (leave.to <= leave.from) throw refusal(`/leaves/${index}/to`, 'a leave ends after it begins');
  return leave;
}

/** A decision may be under way while somebody goes: what it gives them still is found a little later. */
const looksAfterMs = [0, 20_000, 60_000];

function withHandover(state: PersonState, after: Date): PersonState {
  const { handoverAt: _, ...rest } = state;
  const starts = [state.inactiveSince, state.awaySince, ...state.leaves.map(({ from }) => from)].filter(
    (one) => one !== undefined,
  );
  const due = starts
    .flatMap((start) => looksAfterMs.map((ms) => start.getTime() + ms))
    .filter((instant) => instant > after.getTime());
  return { ...rest, ...(due.length > 0 && { handoverAt: new Date(Math.min(...due)) }) };
}

export const leaveAt = ({ leaves }: { leaves: readonly LeaveOfAbsence[] }, now: Date): LeaveOfAbsence | undefined =>
  leaves.find(({ from, to }) => from <= now && now < to);

/** Who takes over from somebody who is gone. */
export const deputyOf = (person: PersonState, now: Date): string | undefined =>
  leaveAt(person, now)?.deputyId ?? person.deputyId;

/** The state alone; what an older document does not have is as it is for somebody new. */
export function personStateOf(person: Person): PersonState {
  const { _id, version, stamp, past, outbox, ...state } = { ...blank, ...person } as Person & Record<string, unknown>;
  return state;
}

function refusal(pointer: string, message: string): Problem {
  return new Problem('validation-failed', { errors: [{ pointer, message }] });
}
