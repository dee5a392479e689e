import type { EventContract } from '@deskbeat/contracts';
import type { TicketState } from './ticket-state.js';

/** A fact becomes an event and an entry of the timeline; its text stays in the timeline. */
export interface Fact {
  subject: string;
  data: object;
  text?: string;
  /** The same as HTML. */
  html?: string;
}

/** What a decision comes to: the whole next state and the facts that lead there. */
export interface Revision {
  next: TicketState;
  facts: [Fact, ...Fact[]];
}

/** Outcome of a decision that finds everything as it should be. */
export const nothingToDo = undefined;
export type Decision = Revision | typeof nothingToDo;

/** The object without its undefined fields, which the store would keep as null. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

export const fact = <T extends object>({ subject }: EventContract<T>, data: T, text?: string, html?: string): Fact =>
  defined({ subject, data: defined(data), text, html });
