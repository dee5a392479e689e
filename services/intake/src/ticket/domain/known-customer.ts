import { ticketUpdated, type TicketUpdated, type Tier } from '@deskbeat/contracts';
import { noted } from './change.js';
import { fact, nothingToDo, type Decision } from './revision.js';
import type { Ticket } from './ticket-state.js';

/** Takes note of what its customer is now. What is no longer open keeps what it was. */
export function recordCustomer(ticket: Ticket, { name, tier }: { name?: string; tier: Tier }, now: Date): Decision {
  const changes: TicketUpdated['changes'] = {
    ...(tier !== ticket.tier && { tier: { from: ticket.tier, to: tier } }),
    // Who is being forgotten is not named once more.
    ...(name !== ticket.customerName && { customerName: { from: null, to: name ?? null } }),
  };
  if (ticket.phase !== 0 || Object.keys(changes).length === 0) return nothingToDo;
  return noted(ticket, now, [fact(ticketUpdated, { changes })], { tier, customerName: name });
}
