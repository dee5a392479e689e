import type {
  AssignmentView,
  ChangeStatus,
  ChangeTickets,
  OpenTicket,
  TicketResults,
  TicketView,
  UpdateTicket,
} from '@deskbeat/contracts';
import { patch, path, post, put, remove } from './client.js';
import { keys, queryClient } from './queries.js';

type Changes = Omit<UpdateTicket, 'ticketId' | 'seenVersion'>;
type Move = Omit<ChangeStatus, 'ticketId' | 'seenVersion'>;
type Seen = Pick<TicketView, 'id' | 'version'>;

/** What the API answers is what is shown from now on. */
const shown = (ticket: TicketView): TicketView => {
  queryClient.setQueryData([...keys.ticket(ticket.id), 'view'], ticket);
  return ticket;
};

export const openTicket = async (ticket: OpenTicket, key: string): Promise<TicketView> =>
  shown(await post<TicketView>('/tickets', ticket, { key }));
export const updateTicket = async ({ id, version }: Seen, changes: Changes): Promise<TicketView> =>
  shown(await patch<TicketView>(path`/tickets/${id}`, changes, { seen: version }));
export const moveTicket = async ({ id, version }: Seen, move: Move): Promise<TicketView> =>
  shown(await post<TicketView>(path`/tickets/${id}/status`, move, { seen: version }));
export const tickStep = async (id: string, step: string, done: boolean): Promise<TicketView> =>
  shown(await put<TicketView>(path`/tickets/${id}/steps/${step}`, { done }));
export const watch = async (id: string): Promise<TicketView> =>
  shown(await post<TicketView>(path`/tickets/${id}/watchers`));
export const unwatch = async (id: string, personId = 'me'): Promise<TicketView> =>
  shown(await remove<TicketView>(path`/tickets/${id}/watchers/${personId}`));
export const snooze = async (id: string, until?: string): Promise<TicketView> =>
  shown(await put<TicketView>(path`/tickets/${id}/snooze`, until ? { until } : {}));
export const wake = async (id: string): Promise<TicketView> =>
  shown(await remove<TicketView>(path`/tickets/${id}/snooze`));

/** The ticket itself takes note a moment later; the live feed says so. */
export const assignTo = (ticketId: string, personId: string, reason?: string): Promise<AssignmentView> =>
  post(path`/tickets/${ticketId}/assignment`, { personId, ...(reason && { reason }) });
export const returnToQueue = (ticketId: string, reason: string): Promise<AssignmentView> =>
  post(path`/tickets/${ticketId}/assignment/return`, { reason });
export const takeNext = (personId: string): Promise<AssignmentView> => post(path`/people/${personId}/next-ticket`);

export const changeTickets = (change: ChangeTickets, key: string): Promise<TicketResults> =>
  post('/bulk/tickets', change, { key });
