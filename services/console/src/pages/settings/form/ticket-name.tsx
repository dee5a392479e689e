import { useQuery } from '@tanstack/react-query';
import { ticketQuery } from '../../../api/queries.js';

/** The number of a ticket that is known by its id. */
export function TicketName({ id }: { id: string }) {
  const ticket = useQuery(ticketQuery(id)).data;
  return <span title={ticket?.subject}>{ticket?.number ?? '…'}</span>;
}
