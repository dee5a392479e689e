import { queryOptions } from '@tanstack/react-query';
import type { MacroList, MacroPreview, TicketView } from '@deskbeat/contracts';
import { get, path, post } from './client.js';
import { keys, queryClient, ticketQuery } from './queries.js';

export const macrosQuery = queryOptions({
  queryKey: ['macros'],
  queryFn: ({ signal }) => get<MacroList>('/macros', {}, signal),
  staleTime: 60_000,
});

/** What it would do to the ticket as it is now. */
export const macroPreviewQuery = (ticketId: string, id: string) =>
  queryOptions({
    queryKey: [...keys.ticket(ticketId), 'macro', id],
    queryFn: ({ signal }) => get<MacroPreview>(path`/tickets/${ticketId}/macros/${id}`, {}, signal),
  });

type Seen = Pick<TicketView, 'id' | 'version'>;

/** All that it says, or nothing; with the same key once. */
export async function applyMacro({ id, version }: Seen, macroId: string, key: string): Promise<void> {
  const ticket = await post<TicketView>(path`/tickets/${id}/macros/${macroId}`, {}, { seen: version, key });
  queryClient.setQueryData(ticketQuery(id).queryKey, ticket);
  await queryClient.invalidateQueries({ queryKey: keys.ticket(id) });
}
