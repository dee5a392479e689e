import type { Removed, SavedView, TicketViewSpec } from '@deskbeat/contracts';
import { path, post, put, remove } from './client.js';
import { keys, queryClient, viewsQuery } from './queries.js';

const listed = async <T>(work: Promise<T>): Promise<T> => {
  const done = await work;
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: keys.figures }),
    queryClient.invalidateQueries({ queryKey: ['ticket-pages'] }),
  ]);
  return done;
};

/** In place of the view that was seen, else as a new one. */
export const saveView = (spec: TicketViewSpec, seen?: SavedView): Promise<SavedView> =>
  listed(
    seen ? put<SavedView>(path`/views/${seen.id}`, spec, { seen: seen.version }) : post<SavedView>('/views', spec),
  );
export const removeView = ({ id }: SavedView): Promise<Removed> => listed(remove<Removed>(path`/views/${id}`));
/** The same view again, under its id. */
export const restoreView = ({ id, name, filter, order, columns, scope, teamId }: SavedView): Promise<SavedView> =>
  listed(post<SavedView>('/views', { id, name, filter, order, columns, scope, ...(teamId && { teamId }) }));
