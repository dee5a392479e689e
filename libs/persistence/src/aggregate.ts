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
  /** The same as HTML, where it was written as such. */
  html?: string;
  traceparent?: string;
}

/** What every aggregate document has: its version is the number of its events. */
export interface AggregateDocument {
  _id: string;
  version: number;
  /** Names this write for good: the next one is made only if it is still there. */
  stamp?: string;
  /** Stamps of the writes before, newest first: a writer that was overtaken still finds that it had written. */
  past?: string[];
  /** Events that are not known to be published; absent when there are none. */
  outbox?: StoredEvent[];
}

/** What a decision may change: all but what the store keeps. Distributes over unions, so that each state keeps its fields. */
export type StateOf<D extends AggregateDocument> = D extends unknown
  ? Omit<D, '_id' | 'version' | 'stamp' | 'past' | 'outbox'>
  : never;

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
  html?: string;
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
  /** Of what caused it, where that is not the message at work. */
  traceparent?: string;
}

/**
 * The state after a decision, and the facts that lead there: none when nobody else needs to know. Version and outbox
 * are kept by the store.
 */
export interface Revision<D extends AggregateDocument> {
  next: StateOf<D>;
  facts: readonly Fact[];
}

/** A revision of a state that was loaded, on its way to the store. */
export interface Change<D extends AggregateDocument> {
  before: D;
  revision: Revision<D>;
  origin: Origin;
  /** Of the write, where it may be tried more than once. */
  stamp?: string;
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
  return facts.map(({ subject, data, text, html }, index) => ({
    id: `${entity}:${aggregateId}:${version + index + 1}`,
    subject,
    version: version + index + 1,
    at,
    actor,
    data,
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
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
