import { customerUpdated, ticketUpdated, type TicketUpdated } from '@deskbeat/contracts';
import { stateOf as customerState, type Customer } from '../../customer/domain/customer.js';
import {
  defined,
  fact as customerFact,
  nothingToDo,
  type Decision as CustomerDecision,
} from '../../customer/domain/revision.js';
import { changed } from '../../ticket/domain/change.js';
import { fact, type Decision } from '../../ticket/domain/revision.js';
import { statusPartOf, type StatusPart, type Ticket } from '../../ticket/domain/ticket-state.js';

/** Stands where a text was. */
export const gone = '…';

/** What says nothing of who it was stays: kind, tier, region, language, and what was merged. */
export function forgetCustomer(customer: Customer, pseudonym: string, now: Date): CustomerDecision {
  const { identities, notes, fields, timeZone, organisationIds, ...rest } = customerState(customer);
  const is = [identities, notes, fields, timeZone, organisationIds].some((one) => one !== undefined);
  if (!is && customer.name === pseudonym) return nothingToDo;
  const told = { changes: { name: { from: null, to: pseudonym } }, fields: ['name', 'identities', 'notes', 'fields'] };
  return { next: defined({ ...rest, name: pseudonym, updatedAt: now }), facts: [customerFact(customerUpdated, told)] };
}

/** What is counted stays: number, type, priority, channel, tier, tags, product, region, instants, rating. */
export function forgetTicket(ticket: Ticket, pseudonym: string, now: Date): Decision {
  const { seen } = ticket;
  // The ids of letters name who got them.
  const notices = seen.notices.filter((id) => !id.includes('@'));
  const isMarked = ticket.status !== 'closed' || ticket.forgottenAt !== undefined;
  const isForgotten = ticket.subject === gone && ticket.customerName === pseudonym && isMarked;
  if (isForgotten && notices.length === seen.notices.length) return nothingToDo;
  const changes: TicketUpdated['changes'] = { subject: { from: null, to: gone } };
  for (const key of Object.keys(ticket.fields ?? {})) changes[`fields.${key}`] = { from: null, to: null };
  const forgotten = {
    subject: gone,
    customerName: pseudonym,
    forgottenAt: ticket.forgottenAt ?? now,
    seen: { ...seen, notices },
    requesterId: undefined,
    fields: undefined,
    messageKeys: [],
    sentKeys: undefined,
    requestHash: undefined,
    ...(ticket.intakeKey !== undefined && { intakeKey: `erased:${ticket._id}` }),
  };
  return changed(ticket, now, [fact(ticketUpdated, { changes })], forgotten, partOf(ticket));
}

/** Without a resolution's words. */
function partOf(ticket: Ticket): StatusPart {
  const part = statusPartOf(ticket);
  return 'resolution' in part && part.resolution !== undefined ? { ...part, resolution: gone } : part;
}
