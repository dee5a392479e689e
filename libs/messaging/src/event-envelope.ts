import { eventBySubject, Problem, validated, type Event } from '@deskbeat/contracts';
import { isActorKind } from './actor.js';

/**
 * The event in a message of the events stream.
 * @throws Problem `poison-message` when it is none, `validation-failed` when its data is not what its subject promises
 */
export function eventFrom(subject: string, bytes: () => unknown): Event {
  const event = jsonOf(bytes) as Partial<Event> | null;
  const sound =
    typeof event === 'object' &&
    event !== null &&
    event.subject === subject &&
    typeof event.id === 'string' &&
    typeof event.aggregateId === 'string' &&
    Number.isInteger(event.version) &&
    typeof event.at === 'string' &&
    !Number.isNaN(Date.parse(event.at)) &&
    isActorKind(event.actor?.kind);
  if (!sound) throw new Problem('poison-message', { detail: 'not an event envelope' });
  const contract = eventBySubject(subject);
  if (contract) event.data = validated(contract.payload, event.data);
  return event as Event;
}

/** @throws Problem `poison-message` when it is no JSON */
export function jsonOf(bytes: () => unknown): unknown {
  try {
    return bytes();
  } catch {
    throw new Problem('poison-message', { detail: 'not JSON' });
  }
}
