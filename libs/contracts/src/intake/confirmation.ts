import { IsBoolean, IsInt } from 'class-validator';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Instant, Line, Maybe, OneOf, Text, Whole } from '../fields.js';
import { channels, limits, statuses, type Channel, type Status } from '../vocabulary.js';

/** The ratings that a customer may give. */
export const lowestRating = 1;
export const highestRating = 5;

/** The customer's last rating. */
export class SatisfactionView {
  /** 1 to 5. */
  @IsInt() rating: number;
  @Instant() at: string;
}

export class GetConfirmationLink {
  @Id() ticketId: string;
}

/** The link by which the customer of an Awaiting or Resolved ticket answers without login. Whoever has it may answer. */
export class ConfirmationLink {
  @Id() ticketId: string;
  /** The question it belongs to: grows each time that the customer is asked. */
  @IsInt() cycle: number;
  @Line(500) url: string;
  @Instant() expiresAt: string;
}

export class GetConfirmation {
  @Line(250) token: string;
}

/** What the customer with the link sees, and may still say. */
export class ConfirmationView {
  @Id() number: string;
  @Line(limits.subject) subject: string;
  @OneOf(statuses) status: Status;
  @IsInt() cycle: number;
  @Maybe() @OneOf(['confirmed', 'rejected']) answer?: 'confirmed' | 'rejected';
  @Maybe() @IsInt() rating?: number;
  @IsBoolean() mayAnswer: boolean;
  @IsBoolean() mayRate: boolean;
  @Instant() expiresAt: string;
}

/** A confirmation, a rejection with its reason, a rating with a comment, or an answer and a rating in one. */
export class AnswerConfirmation {
  @Line(250) token: string;
  @Maybe() @OneOf(['confirm', 'reject']) answer?: 'confirm' | 'reject';
  /** Needed to reject. */
  @Maybe() @Text(limits.reason) reason?: string;
  @Maybe() @Whole(lowestRating, highestRating) rating?: number;
  /** Comes with a confirmation or a rating. */
  @Maybe() @Text(limits.reason) comment?: string;
}

export const getConfirmationLink = defineRequest(
  'rpc.intake.get-confirmation-link.v1',
  'Get the link by which the customer confirms and rates',
  GetConfirmationLink,
  ConfirmationLink,
);
export const getConfirmation = defineRequest(
  'rpc.intake.get-confirmation.v1',
  'See what a customer is asked by a link',
  GetConfirmation,
  ConfirmationView,
);
export const answerConfirmation = defineRequest(
  'rpc.intake.answer-confirmation.v1',
  'Confirm, reject or rate by a link',
  AnswerConfirmation,
  ConfirmationView,
);

/** Common to what happens to a question to the customer. */
export class TicketAsked {
  @Id() number: string;
  @Id() customerId: string;
  @IsInt() cycle: number;
  @Maybe() @Id() assigneeId?: string;
}
export const ticketConfirmed = defineEvent(
  'evt.ticket.confirmed.v1',
  'The customer confirmed the solution',
  TicketAsked,
);

export class TicketRejected extends TicketAsked {
  /** Characters of the reason. */
  @IsInt() length: number;
}
export const ticketRejected = defineEvent(
  'evt.ticket.rejected.v1',
  'The customer rejected the solution',
  TicketRejected,
);

export class TicketRated extends TicketAsked {
  /** 1 to 5. */
  @IsInt() rating: number;
  /** Characters of the comment. */
  @Maybe() @IsInt() length?: number;
}
export const ticketRated = defineEvent('evt.ticket.rated.v1', 'The customer rated the service', TicketRated);

export class ConfirmationReminded {
  @Id() number: string;
  @Id() customerId: string;
  @OneOf(channels) channel: Channel;
  @IsInt() cycle: number;
  /** 1, 2, …: which reminder of this question. */
  @IsInt() reminder: number;
}
export const confirmationReminded = defineEvent(
  'evt.ticket.confirmation-reminded.v1',
  'It is time to remind a customer who was asked and is silent',
  ConfirmationReminded,
);
