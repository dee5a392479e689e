import { Problem, type Actor, type AssignmentMode } from '@deskbeat/contracts';
import { holderOf, type Assignee, type Assignment, type Outcome } from './assignment.js';
import { assigned, queued } from './decisions.js';

/**
 * To a named person, there or not.
 * @returns undefined when that person has it already
 * @throws Problem `not-assignable` when the work is done or the person is not active, `validation-failed` when somebody
 * hands on their own ticket without a reason
 */
export function byHand(
  from: Assignment,
  person: Assignee,
  reason: string | undefined,
  by: Actor,
  at: Date,
  mode: AssignmentMode = 'person',
): Outcome | undefined {
  if (from.state === 'done') throw new Problem('not-assignable', { detail: 'the ticket is resolved' });
  if (!person.active) throw new Problem('not-assignable', { detail: 'the person is not active' });
  if (from.state === 'assigned' && from.personId === person.id) return undefined;
  if (reason === undefined && by.kind === 'person' && by.id === holderOf(from)) {
    const errors = [{ pointer: '/reason', message: 'is needed of whoever hands on a ticket of their own' }];
    throw new Problem('validation-failed', { errors });
  }
  const words = reason ?? `Given to ${person.name} by ${by.name ?? by.id}`;
  return assigned(from, person, { at, mode, personId: person.id, reason: words, excluded: [], by });
}

/**
 * Somebody takes a ticket that waits: the first one has it.
 * @returns undefined when that person has it already
 * @throws Problem `not-assignable` when somebody else has it, or the work is done
 */
export function claimed(from: Assignment, person: Assignee, by: Actor, at: Date): Outcome | undefined {
  if (from.state === 'assigned' && from.personId !== person.id) {
    throw new Problem('not-assignable', {
      detail: 'somebody else has the ticket',
      context: { personId: from.personId },
    });
  }
  return byHand(from, person, `Taken by ${person.name}`, by, at, 'queue');
}

/**
 * Back to its queue. Neither who had it nor who returns it gets it by turn again.
 * @throws Problem `not-assignable` when nobody has it
 */
export function returned(from: Assignment, reason: string, by: Actor, at: Date, markAt?: Date): Outcome {
  if (from.state !== 'assigned') throw new Problem('not-assignable', { detail: 'nobody has the ticket' });
  const returners = [from.personId, ...(by.kind === 'person' ? [by.id] : [])];
  const outcome = queued(from, { at, mode: 'person', reason, excluded: [], by }, markAt && { markAt });
  return { ...outcome, next: { ...outcome.next, excluded: [...new Set([...from.excluded, ...returners])] } };
}
