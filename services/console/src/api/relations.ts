import type {
  ManualLinkKind,
  OpenFollowUp,
  OpenSubticket,
  Relations,
  SplitTicket,
  TicketView,
} from '@deskbeat/contracts';
import { path, post, remove } from './client.js';
import { keys, queryClient } from './queries.js';

/** `ticketId` is a `kind` of `to`. */
export interface Link {
  ticketId: string;
  kind: ManualLinkKind;
  to: string;
  gates?: boolean;
}

const related = async <T>(ticketId: string, work: Promise<T>): Promise<T> => {
  const done = await work;
  void queryClient.invalidateQueries({ queryKey: keys.ticket(ticketId) });
  return done;
};

export const link = ({ ticketId, ...body }: Link): Promise<Relations> =>
  related(ticketId, post(path`/tickets/${ticketId}/links`, body));
export const unlink = ({ ticketId, kind, to }: Link): Promise<Relations> =>
  related(ticketId, remove(path`/tickets/${ticketId}/links/${kind}/${to}`));
export const openSubticket = (id: string, body: Omit<OpenSubticket, 'ticketId'>, key: string): Promise<TicketView> =>
  related(id, post(path`/tickets/${id}/children`, body, { key }));
export const splitTicket = (id: string, body: Omit<SplitTicket, 'ticketId'>, key: string): Promise<TicketView> =>
  related(id, post(path`/tickets/${id}/splits`, body, { key }));
export const openFollowUp = (id: string, body: Omit<OpenFollowUp, 'ticketId'>): Promise<TicketView> =>
  related(id, post(path`/tickets/${id}/follow-up`, body));
/** Answers the ticket that it goes on in. */
export const mergeTicket = (id: string, into: string, reason?: string): Promise<TicketView> =>
  related(id, post(path`/tickets/${id}/merge`, { into, ...(reason && { reason }) }));
