import { IsBoolean } from 'class-validator';
import { ActorData } from '../common.js';
import { Instant, Key, Line, Maybe, Nested, OneOf } from '../fields.js';
import { statuses, type Status } from '../vocabulary.js';
import { stepOwners, type StepOwner } from './ticket-type.js';

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

export class TickView {
  @Nested(() => ActorData) by: ActorData;
  @Instant() at: string;
}

/** A step of the procedure of a ticket's type. */
export class StepView {
  @Key() key: string;
  @Line() label: string;
  @OneOf(statuses) status: Status;
  @IsBoolean() required: boolean;
  @OneOf(stepOwners) owner: StepOwner;
  /** Absent as long as it is open. */
  @Maybe() @Nested(() => TickView) done?: TickView;
}

export class SnoozeView {
  /** Absent: until the customer writes. */
  @Maybe() @Instant() until?: string;
}
