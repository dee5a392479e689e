import { ticketUpdated, type TicketUpdated, type UpdateTicket } from '@deskbeat/contracts';
import { changed, checkNotClosed, checkSeen } from './change.js';
import { fact, nothingToDo, type Decision } from './revision.js';
import type { TicketRules } from './rules.js';
import type { Ticket, TicketFields } from './ticket-state.js';

export function update(ticket: Ticket, command: UpdateTicket, now: Date, rules: TicketRules): Decision {
  checkSeen(ticket, command.seenVersion, now, rules);
  checkNotClosed(ticket);
  const wanted = {
    subject: command.subject ?? ticket.subject,
    type: command.type ?? ticket.type,
    priority: command.priority ?? ticket.priority,
    tags: command.tags ? [...new Set(command.tags)] : ticket.tags,
    affected: command.affected ?? ticket.affected,
  };
  const names = (['subject', 'type', 'priority', 'tags', 'affected'] as const).filter(
    (name) => JSON.stringify(wanted[name]) !== JSON.stringify(ticket[name]),
  );
  if (names.length === 0) return nothingToDo;
  const changes: TicketUpdated['changes'] = {};
  for (const name of names) changes[name] = { from: ticket[name] ?? null, to: wanted[name] };
  const fields = Object.fromEntries(names.map((name) => [name, wanted[name]])) as Partial<TicketFields>;
  return changed(ticket, now, [fact(ticketUpdated, { changes })], fields);
}
