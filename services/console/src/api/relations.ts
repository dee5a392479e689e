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

const related = async <T>(work: Promise<T>, ...ticketIds: string[]): Promise<T> => {
  const done = await work;
  for (const id of ticketIds) void queryClient.invalidateQueries({ queryKey: keys.ticket(id) });
  return done;
};

export const link = ({ ticketId, ...body }: Link): Promise<Relations> =>
  related(post(path`/tickets/${ticketId}/links`, body), ticketId, body.to);
export const unlink = ({ ticketId, kind, to }: Link): Promise<Relations> =>
  related(remove(path`/tickets/${ticketId}/links/${kind}/${to}`), ticketId, to);
export const openSubticket = (id: string, body: Omit<OpenSubticket, 'ticketId'>, key: string): Promise<TicketView> =>
  related(post(path`/tickets/${id}/children`, body, { key }), id);
export const splitTicket = (id: string, body: Omit<SplitTicket, 'ticketId'>, key: string): Promise<TicketView> =>
  related(post(path`/tickets/${id}/splits`, body, { key }), id);
export const openFollowUp = (id: string, body: Omit<OpenFollowUp, 'ticketId'>): Promise<TicketView> =>
  related(post(path`/tickets/${id}/follow-up`, body), id);
/** Answers the ticket that it goes on in. */
export const mergeTicket = (id: string, into: string, reason?: string): Promise<TicketView> =>
  related(post(path`/tickets/${id}/merge`, { into, ...(reason && { reason }) }), id);
