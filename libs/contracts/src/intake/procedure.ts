import { IsBoolean } from 'class-validator';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Key, Line, OneOf } from '../fields.js';
import { statuses, type Status } from '../vocabulary.js';
import { TicketView } from './ticket.js';

/** Ticks a step of the procedure, or takes the tick back. */
export class TickStep {
  @Id() ticketId: string;
  /** Key of the step. */
  @Key() step: string;
  @IsBoolean() done: boolean;
}

export const tickStep = defineRequest(
  'rpc.intake.tick-step.v1',
  'Tick a step of the procedure, or take it back',
  TickStep,
  TicketView,
);

export class TicketStepTicked {
  @Key() step: string;
  @Line() label: string;
  /** In which the step is to be done. */
  @OneOf(statuses) status: Status;
  @IsBoolean() done: boolean;
}
export const ticketStepTicked = defineEvent(
  'evt.ticket.step-ticked.v1',
  'A step of the procedure was done, or is open again',
  TicketStepTicked,
);
