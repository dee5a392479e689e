import type { Actor, Event, EventContract } from '@deskbeat/contracts';

/** An event as it is kept: in the outbox of its aggregate until it is published, in the journal for good. */
export interface StoredEvent {
  id: string;
  subject: string;
  version: number;
  at: Date;
  actor: Actor;
  data: object;
  /** Text of a message or note: stays with its owner, is never published. */
  text?: string;
  traceparent?: string;
}

/** What every aggregate document has: its version is the number of its events. */
export interface AggregateDocument {
  _id: string;
  version: number;
  /** Events that are not known to be published; absent when there are none. */
  outbox?: StoredEvent[];
}

export interface JournalEntry extends Omit<StoredEvent, 'id'> {
  /** The event's id. */
  _id: string;
  aggregateId: string;
}

/** A fact that a decision has found: it becomes an event when the aggregate is saved. */
export interface Fact {
  subject: string;
  data: object;
  text?: string;
}

export const fact = <T extends object>(contract: EventContract<T>, data: T, text?: string): Fact => ({
  subject: contract.subject,
  data,
  ...(text !== undefined && { text }),
});

/** Who caused a change, and when. */
export interface Origin {
  actor: Actor;
  at: Date;
}

/** The state after a decision, and the facts that lead there. Version and outbox are kept by the store. */
export interface Revision<D extends AggregateDocument> {
  next: Omit<D, '_id' | 'version' | 'outbox'>;
  facts: [Fact, ...Fact[]];
}

/** Numbers the facts after the aggregate's version and makes them events. */
export function numbered(
  entity: string,
  aggregateId: string,
  version: number,
  facts: readonly Fact[],
  { actor, at }: Origin,
  traceparent?: string,
): StoredEvent[] {
  return facts.map(({ subject, data, text }, index) => ({
    id: `${entity}:${aggregateId}:${version + index + 1}`,
    subject,
    version: version + index + 1,
    at,
    actor,
    data,
    ...(text !== undefined && { text }),
    ...(traceparent && { traceparent }),
  }));
}

/** The event as others see it. */
export const published = (aggregateId: string, { id, subject, version, at, actor, data }: StoredEvent): Event => ({
  id,
  subject,
  aggregateId,
  version,
  at: at.toISOString(),
  actor,
  data,
});

export const journalled = (aggregateId: string, { id, ...event }: StoredEvent): JournalEntry => ({
  _id: id,
  aggregateId,
  ...event,
});
