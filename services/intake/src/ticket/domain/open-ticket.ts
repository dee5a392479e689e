import { ticketOpened, type OpenTicket, type Tier } from '@deskbeat/contracts';
import { defined, fact, type Fact } from './revision.js';
import { unseen } from './sighting.js';
import { neverDue, type TicketState } from './ticket-state.js';

/** What the shell adds to a request to open a ticket. */
export interface Opening {
  number: string;
  customer: { id: string; name?: string; tier: Tier; region?: string; language?: string };
  now: Date;
  intakeKey?: string;
  requestHash?: string;
  followUpOf?: string;
  messageKey?: string;
  /** The text of the request as harmless HTML. */
  html?: string;
}

/** A new ticket: type and priority have defaults, the clocks start when it was reported, but never in the future. */
export function open(request: OpenTicket, opening: Opening): { state: TicketState; facts: [Fact] } {
  const { now, number, customer, followUpOf, messageKey, intakeKey, requestHash, html } = opening;
  const reported = request.reportedAt === undefined ? now : new Date(request.reportedAt);
  const reportedAt = reported < now ? reported : now;
  const told = defined({
    number,
    subject: request.subject,
    type: request.type ?? ('inquiry' as const),
    priority: request.priority ?? ('medium' as const),
    channel: request.channel,
    customerId: customer.id,
    customerName: customer.name,
    tier: customer.tier,
    region: customer.region,
    language: customer.language,
    tags: [...new Set(request.tags)],
    affected: request.affected,
    followUpOf,
  });
  const state: TicketState = defined({
    ...told,
    status: 'new' as const,
    clocks: [],
    reportedAt,
    createdAt: now,
    updatedAt: now,
    phase: 0 as const,
    dueSort: neverDue,
    changedIn: 1,
    seen: { assignment: unseen, clock: unseen, notices: [] },
    messageKeys: messageKey === undefined ? [] : [messageKey],
    intakeKey,
    requestHash,
  });
  const opened = { ...told, reportedAt: reportedAt.toISOString() };
  return { state, facts: [fact(ticketOpened, opened, request.text, html)] };
}
