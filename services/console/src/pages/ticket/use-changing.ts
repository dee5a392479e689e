import { useState } from 'react';
import type { TicketView } from '@deskbeat/contracts';
import { isProblem } from '../../api/problem.js';
import { keys, queryClient, ticketQuery } from '../../api/queries.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';

export interface Change<T = unknown> {
  /** What is said when it is done. */
  done: string;
  work: () => Promise<T>;
  undo?: () => Promise<unknown>;
  /** Whether what came of it can be undone; it can, unless said. */
  canUndo?: (result: T) => boolean;
  /** What the ticket looks like at once; a refusal puts it back. */
  shown?: Partial<TicketView>;
}

/** Shows a ticket as it will be. @returns puts it back */
function showAtOnce(ticketId: string, shown: Partial<TicketView>): () => void {
  const { queryKey } = ticketQuery(ticketId);
  const before = queryClient.getQueryData(queryKey);
  if (before) queryClient.setQueryData(queryKey, { ...before, ...shown });
  return () => before && queryClient.setQueryData(queryKey, before);
}

/**
 * Makes changes of a ticket. A conflict is not swallowed: the newest state is loaded and `conflict` says that somebody else
 * was faster.
 */
export function useChanging(ticketId: string) {
  const [conflict, setConflict] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const refuse = useRefusal();
  const refused = (error: unknown): void => {
    if (isProblem(error, 'version-conflict')) setConflict(true);
    else refuse(error);
    void queryClient.invalidateQueries({ queryKey: keys.ticket(ticketId) });
  };
  const change = async <T>({ done, work, undo, canUndo = () => true, shown }: Change<T>): Promise<boolean> => {
    let result: T;
    setBusy(true);
    setConflict(false);
    const putBack = shown && showAtOnce(ticketId, shown);
    try {
      result = await work();
    } catch (error) {
      putBack?.();
      refused(error);
      return false;
    } finally {
      setBusy(false);
    }
    toast({ tone: 'done', text: done, ...(undo && canUndo(result) && { undo: () => void undo().catch(refused) }) });
    return true;
  };
  return { change, conflict, isBusy, dismiss: () => setConflict(false) };
}

export type Changing = ReturnType<typeof useChanging>;
