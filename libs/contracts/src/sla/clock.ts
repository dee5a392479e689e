import { IsBoolean, IsInt } from 'class-validator';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Ids, Instant, Line, ListOf, Maybe, Nested, OneOf } from '../fields.js';
import { ClockFace } from '../intake/ticket.js';
import { priorities, slaTargets, type Priority, type SlaTarget } from '../vocabulary.js';
import { EscalationAction } from './policy.js';

export class GetClock {
  @Id() ticketId: string;
}

export class ClockView {
  @Id() ticketId: string;
  @IsInt() version: number;
  @Id() policyId: string;
  @OneOf(priorities) priority: Priority;
  @ListOf(() => ClockFace, 20) clocks: ClockFace[];
  /** The next instant at which something is to be said. */
  @Maybe() @Instant() nextMarkAt?: string;
}

export const getClock = defineRequest('rpc.sla.get-clock.v1', 'Read the clock of a ticket', GetClock, ClockView);

/** State of the whole clock after the event, and the facts of the event itself. */
export class ClockEvent {
  @Id() ticketId: string;
  @ListOf(() => ClockFace, 20) clocks: ClockFace[];
  @Maybe() @Instant() dueAt?: string;
  /** The next instant at which something is to be said. */
  @Maybe() @Instant() nextMarkAt?: string;
}

export class ClockStarted extends ClockEvent {
  @Id() policyId: string;
}
export class ClockPaused extends ClockEvent {
  @Instant() since: string;
}
export class ClockResumed extends ClockEvent {
  @Instant() since: string;
}
export class ClockChanged extends ClockEvent {
  @Line() cause: string;
}
/** A target and its cycle: `cycle` is 1 until the ticket is reopened. */
export class TargetEvent extends ClockEvent {
  @OneOf(slaTargets) target: SlaTarget;
  @IsInt() cycle: number;
}
/** An instant of a target, said once. */
export class MarkEvent extends TargetEvent {
  /** Names it for good: `<ticket>:<target>:<cycle>:<mark>`. */
  @Maybe() @Line(300) key?: string;
  /** When it was to be said. */
  @Maybe() @Instant() markAt?: string;
  /** Nobody watched the clock at that instant: it is said afterwards. */
  @Maybe() @IsBoolean() late?: boolean;
  /** What is late for the same reason has the same batch: one summary for a person. */
  @Maybe() @Id() batch?: string;
  /** The calendar is closed: people are to be told when it opens. Absent: at once. */
  @Maybe() @Instant() tellAt?: string;
  /** The promise runs day and night: quiet hours do not hold it back. */
  @Maybe() @IsBoolean() aroundTheClock?: boolean;
}
export class TargetReminderDue extends MarkEvent {
  /** Share of the budget that is used, in percent. */
  @IsInt() mark: number;
}
export class TargetBreached extends MarkEvent {
  /** The exact due instant, and how many milliseconds after it the breach was recorded. */
  @Instant() wasDueAt: string;
  @IsInt() lateMs: number;
}
export class TargetMet extends TargetEvent {
  @IsInt() usedMs: number;
  @IsInt() leftMs: number;
}
export class TargetEscalated extends MarkEvent {
  @IsInt() level: number;
  /** Whom to tell: `assignee`, `lead`, `manager`, `person:<id>`, `webhook:<id>`. */
  @Ids(20) to: string[];
  @Instant() wasDueAt: string;
  /** How many milliseconds after the due instant it was recorded. */
  @Maybe() @IsInt() lateMs?: number;
  /** What the system does about it. */
  @Maybe() @Nested(() => EscalationAction) action?: EscalationAction;
}

export const clockStarted = defineEvent('evt.clock.started.v1', 'The clocks of a ticket run', ClockStarted);
export const clockPaused = defineEvent('evt.clock.paused.v1', 'The clocks of a ticket stand still', ClockPaused);
export const clockResumed = defineEvent('evt.clock.resumed.v1', 'The clocks of a ticket run again', ClockResumed);
export const clockChanged = defineEvent('evt.clock.changed.v1', 'The due instants were counted anew', ClockChanged);
export const clockReminderDue = defineEvent(
  'evt.clock.reminder-due.v1',
  'A target will be due soon',
  TargetReminderDue,
);
export const clockBreached = defineEvent('evt.clock.breached.v1', 'A target was not met in time', TargetBreached);
export const clockMet = defineEvent('evt.clock.met.v1', 'A target was met', TargetMet);
export const clockEscalated = defineEvent(
  'evt.clock.escalated.v1',
  'Somebody is to be told of a breach',
  TargetEscalated,
);
