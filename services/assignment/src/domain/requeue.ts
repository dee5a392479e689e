import { Problem, type Actor } from '@deskbeat/contracts';
import { type Assignment, type Outcome } from './assignment.js';
import { queued } from './decisions.js';

/**
 * Somebody moves it to a queue, where it waits; who had it does not get it by turn again.
 * @returns undefined when it waits there already
 * @throws Problem `not-assignable` when the work is done
 */
export function requeued(
  from: Assignment,
  to: { queueId: string; markAt?: Date },
  reason: string,
  by: Actor,
  at: Date,
): Outcome | undefined {
  if (from.state === 'done') throw new Problem('not-assignable', { detail: 'the ticket is resolved' });
  if (from.state === 'waiting' && from.queueId === to.queueId) return undefined;
  const outcome = queued(from, { at, mode: 'person', reason, excluded: [], by }, to);
  const excluded = from.state === 'assigned' ? [...new Set([...from.excluded, from.personId])] : from.excluded;
  // Where no rule knows better, later facts do not send it back.
  const about = { ...from.about, queueId: to.queueId };
  return { ...outcome, next: { ...outcome.next, about, excluded } };
}
