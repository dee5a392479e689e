import { useState } from 'react';
import { isProblem } from '../../api/problem.js';
import { keys, queryClient } from '../../api/queries.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';

export interface Change {
  /** What is said when it is done. */
  done: string;
  work: () => Promise<unknown>;
  undo?: () => Promise<unknown>;
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
  const change = async ({ done, work, undo }: Change): Promise<boolean> => {
    setBusy(true);
    setConflict(false);
    try {
      await work();
    } catch (error) {
      refused(error);
      return false;
    } finally {
      setBusy(false);
    }
    toast({ tone: 'done', text: done, ...(undo && { undo: () => void undo().catch(refused) }) });
    return true;
  };
  return { change, conflict, isBusy, dismiss: () => setConflict(false) };
}

export type Changing = ReturnType<typeof useChanging>;
