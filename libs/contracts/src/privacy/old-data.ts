import { defineRequest, type RequestContract } from '../contract.js';
import { Id, Ids, Instant, Line, ListOf, Maybe, Whole } from '../fields.js';
import { ForgottenData } from './personal-data.js';
import { OldThings } from './retention.js';

/** Asks how much there is that was closed or made before an instant. */
export class CountOldData {
  @Instant() before: string;
}

export class FindOldData extends CountOldData {
  /** Where the page before ended. */
  @Maybe() @Line(500) cursor?: string;
  @Whole(1, 200) limit: number;
}

/** A ticket, and its customer with all duplicates. */
export class TicketOfWhom {
  @Id() id: string;
  @Ids(60) customerIds: string[];
}
export class TicketsOfWhom {
  @ListOf(() => TicketOfWhom, 200) items: TicketOfWhom[];
}
export class NameTickets {
  @Ids(200) ticketIds: string[];
}

/** Tickets that were closed before an instant and still have words, oldest first. */
export class OldTickets extends TicketsOfWhom {
  /** There is more to look at, from here. */
  @Maybe() @Line(500) next?: string;
}

/** Those of them that are open again, or planned, are left as they are; without any, the search forgets what is left in it. */
export class ForgetTickets extends NameTickets {
  @Instant() before: string;
}

/** What a page of old notices is about. */
export class OldNotices extends NameTickets {
  @Maybe() @Line(500) next?: string;
}

/** The page of old notices that begins there, without those about these tickets. */
export class ForgetNotices extends FindOldData {
  @Ids(200) exceptTickets: string[];
}

const count = (owner: string): RequestContract<CountOldData, OldThings> =>
  defineRequest(`rpc.${owner}.count-old-data.v1`, 'Count what is older than an instant', CountOldData, OldThings);

export const countOldData = { intake: count('intake'), notifications: count('notifications') };

export const findOldTickets = defineRequest(
  'rpc.intake.find-old-tickets.v1',
  'Find tickets that were closed long ago',
  FindOldData,
  OldTickets,
);
export const forgetTickets = defineRequest(
  'rpc.intake.forget-tickets.v1',
  'Take out of old tickets who it was and what was said',
  ForgetTickets,
  ForgottenData,
);
export const nameCustomersOf = defineRequest(
  'rpc.intake.name-customers-of.v1',
  'Say whose these tickets are',
  NameTickets,
  TicketsOfWhom,
);
export const findOldNotices = defineRequest(
  'rpc.notifications.find-old-notices.v1',
  'Say what a page of old notices is about',
  FindOldData,
  OldNotices,
);
export const forgetNotices = defineRequest(
  'rpc.notifications.forget-notices.v1',
  'Remove a page of old notices',
  ForgetNotices,
  ForgottenData,
);
