import { Instant, Line, Maybe } from '../fields.js';

/** What a ticket may say about its issue besides type and priority. */
export class TicketTraits {
  @Maybe() @Line() product?: string;
  /** Where; else the customer's. */
  @Maybe() @Line() region?: string;
  /** When the work is to be done; the promise of a ticket whose priority is `planned`. */
  @Maybe() @Instant() plannedFor?: string;
}

export const clearableTraits = ['product', 'region', 'plannedFor', 'affected'] as const;
export type ClearableTrait = (typeof clearableTraits)[number];
