import { defineSignal } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, OneOf, Whole } from '../fields.js';

export * from './permissions.js';

/** What a person does on a ticket's page, the strongest first. */
export const doings = ['replying', 'noting', 'viewing'] as const;
export type Doing = (typeof doings)[number];

/** Said by a page as long as it is open, at least every 20 seconds, and once when it is left. */
export class SeeTicket {
  @Id() ticketId: string;
  /** Chosen by the page: the same person may have several open. */
  @Id() page: string;
  @OneOf([...doings, 'leaving']) doing: Doing | 'leaving';
}

/** The ticket that one asks about. */
export class SeenTicket {
  @Id() ticketId: string;
}

/** A sighting as the gateways tell each other. */
export class TicketSighting extends SeeTicket {
  @Id() personId: string;
  @Maybe() @Line() name?: string;
  /** By the clock of the gateway that was told: all of them say the same. */
  @Instant() at: string;
}

export class Viewer {
  @Id() personId: string;
  @Maybe() @Line() name?: string;
  /** The strongest of all their pages. */
  @OneOf(doings) doing: Doing;
  /** Since when they do it. */
  @Instant() since: string;
}

/** Who has a ticket open now: whoever was heard of in the last 45 seconds, those who write first, then by when they came. */
export class TicketViewers {
  @Id() ticketId: string;
  @ListOf(() => Viewer, 1_000) viewers: Viewer[];
}

export const ticketSeen = defineSignal('live.ticket-seen.v1', 'Somebody has a ticket open', TicketSighting);

/** For whom requests are counted. */
export const limitPolicies = ['address', 'account', 'key'] as const;
export type LimitPolicy = (typeof limitPolicies)[number];

/** Requests of one client that a gateway has let through in a window, said now and then to the others. */
export class RequestsCounted {
  /** Chosen by the gateway when it starts. */
  @Id() gateway: string;
  @OneOf(limitPolicies) policy: LimitPolicy;
  /** The address, account or key. */
  @Line(300) whose: string;
  /** Which window since the epoch. */
  @Whole(0) window: number;
  /** In the window so far. */
  @Whole(1) used: number;
}

export const requestsCounted = defineSignal(
  'live.requests-counted.v1',
  'A gateway has let through so many requests of a client',
  RequestsCounted,
);
