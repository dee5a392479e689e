import type { Actor, Channel, ClockFace, FieldValues, Priority, Status, Tier, TicketType } from '@deskbeat/contracts';
import type { Asking } from './confirmation.js';
import { facetsOf } from './facets.js';
import type { Related } from './relation.js';
import { defined } from './revision.js';
import type { Sighting } from './sighting.js';

/** Order of lists: open tickets first, then resolved, then closed ones. */
export type Phase = 0 | 1 | 2;

/** Stands for "no due instant" where tickets are sorted by it. */
export const neverDue = new Date('9999-12-31T00:00:00.000Z');

/** A step of the procedure that was done. */
export interface Tick {
  step: string;
  by: Actor;
  at: Date;
}

export interface TicketFields extends Asking, Related {
  number: string;
  subject: string;
  type: TicketType;
  priority: Priority;
  channel: Channel;
  customerId: string;
  customerName?: string;
  /** The person of the directory who the customer is. */
  requesterId?: string;
  tier: Tier;
  product?: string;
  region?: string;
  plannedFor?: Date;
  language?: string;
  tags: string[];
  affected?: number;
  /** Values of the type's own fields, by key; absent when there are none. */
  fields?: FieldValues;
  /** Steps of the procedure that are done; absent when there are none. */
  ticked?: Tick[];
  /** Ids of people; absent when there are none. */
  watchers?: string[];
  collaborators?: string[];
  /** Out of the way until then; `neverDue`: until the customer writes. */
  snoozedUntil?: Date;
  queueId?: string;
  clocks: ClockFace[];
  /** When a clock of the ticket has something to say next. */
  nextMarkAt?: string;
  /** The closed ticket that this one goes on from. */
  followUpOf?: string;
  /** Between those who work here: its customer neither sees it nor is told of it. */
  inside?: true;
  reportedAt: Date;
  createdAt: Date;
  updatedAt: Date;
  /** What it is found by besides its columns (see `facetsOf`); absent when there is nothing. */
  facets?: string[];
  phase: Phase;
  /** Nearest due instant of an open target, else `neverDue`. */
  dueSort: Date;
  /** Version after the last change by somebody; notes that the system takes do not outdate what a person has seen. */
  changedIn: number;
  /** When it lost who it was and what was said, after it was closed. */
  forgottenAt?: Date;
  /** Since when it is closed, unless it is forgotten: by this it grows old. */
  keptSince?: Date;
  seen: {
    assignment: Sighting;
    clock: Sighting;
    notices: string[];
    relations?: string[];
    /** People whom routing rules have taken in. */
    collaborators?: string[];
  };
  /** Keys of the customer's messages, newest last. */
  messageKeys: string[];
  /** Of notes and replies that came with a key: its hash and that of what was sent, newest last. */
  sentKeys?: string[];
  /** Entries of the timeline that a newer one corrects, each once. */
  corrections?: Correction[];
  intakeKey?: string;
  requestHash?: string;
}

/** The entry `entry` has the text of the entry `by`. */
export interface Correction {
  entry: number;
  by: number;
}

/** Who has a ticket. */
export interface Holder {
  assigneeId: string;
  assigneeName: string;
}

/** A ticket that goes on in another one, whoever had it. */
export type MergedAway = { mergedInto: string } & Partial<Holder>;

export type StatusPart =
  | { status: 'new' | 'pending-assignment' }
  | ({ status: 'in-progress' | 'awaiting-confirmation' } & Holder)
  | ({ status: 'resolved'; resolvedAt: Date; resolution?: string } & Holder)
  | ({ status: 'closed'; resolvedAt: Date; resolution?: string; closedAt: Date } & (Holder | MergedAway));

export type TicketState = TicketFields & StatusPart;

/** A ticket as it is stored. */
export type Ticket = TicketState & { _id: string; version: number };

export const phaseOf = (status: Status): Phase => (status === 'closed' ? 2 : status === 'resolved' ? 1 : 0);

export const holderOf = (part: StatusPart): Holder | undefined =>
  'assigneeId' in part && part.assigneeId !== undefined
    ? { assigneeId: part.assigneeId, assigneeName: part.assigneeName! }
    : undefined;

export const mergedInto = (part: StatusPart): string | undefined =>
  'mergedInto' in part ? part.mergedInto : undefined;

export function statusPartOf(ticket: TicketState): StatusPart {
  const { status } = ticket;
  switch (status) {
    case 'new':
    case 'pending-assignment':
      return { status };
    case 'in-progress':
    case 'awaiting-confirmation':
      return { status, ...holderOf(ticket)! };
    case 'resolved':
      return { status, ...holderOf(ticket)!, ...outcomeOf(ticket) };
    case 'closed':
      return { status, ...endOf(ticket), ...outcomeOf(ticket), closedAt: ticket.closedAt };
  }
}

const endOf = (ticket: StatusPart): Holder | MergedAway => {
  const into = mergedInto(ticket);
  return into === undefined ? holderOf(ticket)! : { mergedInto: into, ...holderOf(ticket) };
};

export const outcomeOf = ({ resolvedAt, resolution }: { resolvedAt: Date; resolution?: string }) => ({
  resolvedAt,
  ...(resolution !== undefined && { resolution }),
});

/** The fields that do not depend on the status. */
export function fieldsOf(ticket: TicketFields): TicketFields {
  const {
    status,
    assigneeId,
    assigneeName,
    resolvedAt,
    resolution,
    closedAt,
    mergedInto,
    _id,
    version,
    outbox,
    ...fields
  } = ticket as TicketFields & Record<string, unknown>;
  void [status, assigneeId, assigneeName, resolvedAt, resolution, closedAt, mergedInto, _id, version, outbox];
  return fields;
}

/** Nearest due instant of a target that is not met yet. */
export function dueOf(clocks: readonly ClockFace[]): Date | undefined {
  const open = clocks.filter(({ state, stoppedAt }) => stoppedAt === undefined && state !== 'met');
  const instants = open.flatMap(({ dueAt }) => (dueAt === undefined ? [] : [Date.parse(dueAt)]));
  return instants.length > 0 ? new Date(Math.min(...instants)) : undefined;
}

/** Fields and status as one state, with what follows from both. */
export function stateOf(fields: TicketFields, part: StatusPart): TicketState {
  const snoozedUntil = phaseOf(part.status) === 0 ? fields.snoozedUntil : undefined;
  const facets = facetsOf({ ...fields, snoozedUntil });
  const closedAt = part.status === 'closed' ? part.closedAt : undefined;
  const forgottenAt = closedAt && fields.forgottenAt;
  return defined({
    ...fields,
    ...part,
    snoozedUntil,
    forgottenAt,
    keptSince: forgottenAt ? undefined : closedAt,
    facets: facets.length > 0 ? facets : undefined,
    phase: phaseOf(part.status),
    dueSort: (phaseOf(part.status) === 0 && dueOf(fields.clocks)) || neverDue,
  });
}
