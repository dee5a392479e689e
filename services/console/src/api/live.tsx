import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { Batch } from './batch.js';
import { LiveFeed, type LiveState } from './live-feed.js';
import { planFor, type LivePlan } from './live-plan.js';
import { keys, queryClient } from './queries.js';
import { useSession } from './session.js';

const Context = createContext<LiveState>('connecting');
export const useLiveState = (): LiveState => use(Context);

type Listener = (plan: LivePlan) => void;
const listeners = new Set<Listener>();

/** Hears what the feed says, for pages that show more than the latest state. */
export function useLiveNews(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listener]);
}

/** Keeps all queries as fresh as the feed: what happens elsewhere is seen within a second. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { me } = useSession();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    const tickets = new Batch<string>(refreshTickets, 60, 250);
    const lists = new Batch<'lists'>(() => void queryClient.invalidateQueries({ queryKey: keys.lists }), 150, 1_000);
    const figures = new Batch<'figures'>(
      () => void queryClient.invalidateQueries({ queryKey: keys.figures }),
      300,
      3_000,
    );
    const obey = (plan: LivePlan): void => {
      if (plan.kind === 'everything') void queryClient.invalidateQueries();
      if (plan.kind === 'viewers') {
        queryClient.setQueryData([...keys.ticket(plan.viewers.ticketId), 'viewers'], plan.viewers);
      }
      if (plan.kind === 'inbox') void queryClient.invalidateQueries({ queryKey: keys.inbox });
      if (plan.kind === 'ticket') {
        tickets.add(plan.ticketId);
        lists.add('lists');
        figures.add('figures');
      }
      for (const listener of listeners) listener(plan);
    };
    let hasBegun = false;
    const feed = new LiveFeed(me.id, {
      onEvent: (event) => obey(planFor(event)),
      onState: (next, missed) => {
        setState(next);
        if (missed) obey({ kind: 'everything' });
        if (next !== 'live' || hasBegun) return;
        hasBegun = true;
        // What was loaded before the feed was there may have changed before it was there.
        void queryClient.invalidateQueries({ predicate: isFollowed });
      },
    });
    const stop = feed.start();
    return () => {
      stop();
      for (const batch of [tickets, lists, figures]) batch.stop();
    };
  }, [me.id]);
  return <Context value={state}>{children}</Context>;
}

const followed: ReadonlySet<unknown> = new Set([
  'ticket',
  'ticket-pages',
  ...keys.lists,
  ...keys.figures,
  ...keys.inbox,
]);
const isFollowed = ({ queryKey: [kind] }: { queryKey: readonly unknown[] }): boolean => followed.has(kind);

function refreshTickets(ids: ReadonlySet<string>): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [kind, id, part] }) =>
      kind === 'ticket' && part !== 'viewers' && part !== 'draft' && ids.has(id as string),
  });
}
