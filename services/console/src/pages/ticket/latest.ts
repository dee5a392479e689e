import type { TicketView } from '@deskbeat/contracts';
import { queryClient, ticketQuery } from '../../api/queries.js';

/** The ticket as it is known now: what is undone is undone on that. */
export const latest = (ticket: TicketView): TicketView =>
  queryClient.getQueryData<TicketView>(ticketQuery(ticket.id).queryKey) ?? ticket;
