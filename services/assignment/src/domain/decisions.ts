import {
  assignmentDecided,
  assignmentQueued,
  assignmentUnclaimed,
  type Actor,
  type AssignmentMode,
  type CandidateView,
  type EventContract,
  type Exclusion,
} from '@deskbeat/contracts';
import {
  holderOf,
  inEveryState,
  stateOf,
  type Assignee,
  type Assignment,
  type AssignmentState,
  type Decision,
  type InEveryState,
  type Outcome,
} from './assignment.js';
import { pointsOf } from './capacity.js';
import type { Placement, Preference } from './dealing.js';

/** A decision keeps its predecessors, up to so many. */
const rememberedDecisions = 200;

const told = <T extends object>({ subject }: EventContract<T>, data: T) => ({ subject, data });

/** Who had it before it waits or goes to somebody else. */
const formerOf = (from: AssignmentState): string | undefined =>
  from.state === 'waiting' ? from.formerPersonId : from.state === 'assigned' ? from.personId : undefined;

/** With one more decision, and without the mark of the state before. */
function withDecision(from: Assignment, decision: Decision): InEveryState {
  const { markAt: _, ...rest } = inEveryState(from);
  return { ...rest, decisions: [...from.decisions, decision].slice(-rememberedDecisions) };
}

/** Somebody has it now. */
export function assigned(from: Assignment, person: Assignee, decision: Decision, markAt?: Date): Outcome {
  const formerPersonId = formerOf(from);
  const points = pointsOf(from.rank, false);
  const mark = markAt !== undefined && { markAt };
  return {
    next: {
      ...withDecision(from, decision),
      ...mark,
      state: 'assigned',
      personId: person.id,
      points,
      assignedAt: decision.at,
    },
    facts: [
      told(assignmentDecided, {
        ticketId: from._id,
        number: from.number,
        subject: from.subject,
        personId: person.id,
        personName: person.name,
        ...(person.email !== undefined && { personEmail: person.email }),
        ...(formerPersonId !== undefined && formerPersonId !== person.id && { formerPersonId }),
        queueId: from.queueId,
        mode: decision.mode,
        reason: decision.reason,
        ...(from.collaborators.length > 0 && { collaborators: from.collaborators }),
      }),
    ],
  };
}

/** It waits now, and everybody may know. */
export function queued(from: Assignment, decision: Decision, also: { queueId?: string; markAt?: Date } = {}): Outcome {
  const formerPersonId = from.state === 'waiting' ? from.formerPersonId : holderOf(from);
  const queueId = also.queueId ?? from.queueId;
  return {
    next: { ...withDecision(from, decision), ...also, queueId, state: 'waiting' },
    facts: [
      told(assignmentQueued, {
        ticketId: from._id,
        queueId,
        ...(formerPersonId !== undefined && { formerPersonId }),
        reason: decision.reason,
      }),
    ],
  };
}

/** It waits to be dealt anew, first to who is preferred; nobody is told before that is decided. */
export function toDeal(from: Assignment, change: Partial<InEveryState> & { prefer?: Preference }): AssignmentState {
  const formerPersonId = from.state === 'waiting' ? from.formerPersonId : holderOf(from);
  const { markAt: _, ...rest } = inEveryState(from);
  return {
    ...rest,
    ...change,
    state: 'waiting',
    unannounced: true,
    ...(formerPersonId !== undefined && { formerPersonId }),
  };
}

/** What the system decided: the turn of the round, the least loaded, the best match. */
export function byTurn(
  from: Assignment,
  person: Assignee,
  placement: Pick<Placement, 'turn' | 'reason' | 'excluded' | 'candidates' | 'mode'>,
  by: Actor,
  at: Date,
  markAt?: Date,
): Outcome {
  const { turn, reason, excluded, candidates, mode } = placement;
  return assigned(from, person, { at, mode, personId: person.id, reason, excluded, candidates, by, turn }, markAt);
}

export interface Stay {
  mode: AssignmentMode;
  reason: string;
  excluded: Exclusion[];
  proposals?: CandidateView[];
  /** Where a person is to choose. */
  triageQueueId?: string;
  markAt?: Date;
}

/** Nobody can take it, or a person is to choose: said once. */
export function nobody(from: Assignment, stay: Stay, by: Actor, at: Date): Outcome {
  const { mode, reason, excluded, proposals, triageQueueId, markAt } = stay;
  const decision = { at, mode, reason, excluded, ...(proposals && { candidates: proposals }), by };
  const outcome = queued(from, decision, {
    ...(triageQueueId !== undefined && { queueId: triageQueueId }),
    ...(markAt && { markAt }),
  });
  return proposals ? { ...outcome, next: { ...outcome.next, triaged: true } as AssignmentState } : outcome;
}

/** Who has it is gone: back to its queue. */
export const handedBack = (from: Assignment, reason: string, by: Actor, at: Date): Outcome => {
  const outcome = queued(from, { at, mode: 'person', reason, excluded: [], by });
  return { ...outcome, next: { ...outcome.next, formerPersonId: holderOf(from) } as AssignmentState };
};

/** Nobody has it, and the lead is to know: once. */
export function unclaimed(from: Assignment & { state: 'waiting' }, leadId: string | undefined): Outcome {
  const { markAt: _, ...next } = stateOf(from);
  const data = {
    ticketId: from._id,
    number: from.number,
    subject: from.subject,
    queueId: from.queueId,
    waitingSince: from.waitingSince.toISOString(),
    ...(leadId !== undefined && { leadId }),
    reason: from.decisions.at(-1)?.reason ?? 'Nobody has taken it',
  };
  return { next: next as AssignmentState, facts: [told(assignmentUnclaimed, data)] };
}
