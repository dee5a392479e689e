import type { EventContract } from '@deskbeat/contracts';
import type { CustomerState } from './customer.js';

/** A fact becomes an event and an entry of the customer's history; its text stays in the history. */
export interface Fact {
  subject: string;
  data: object;
  text?: string;
}

/** What a decision comes to: the whole next state and the facts that lead there. */
export interface Revision<S = CustomerState> {
  next: S;
  facts: Fact[];
}

/** Outcome of a decision that finds everything as it should be. */
export const nothingToDo = undefined;
export type Decision<S = CustomerState> = Revision<S> | typeof nothingToDo;

/** The object without its undefined fields, which the store would keep as null. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

export const fact = <T extends object>({ subject }: EventContract<T>, data: T, text?: string): Fact =>
  defined({ subject, data: defined(data), text });
