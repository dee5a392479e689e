import { useState } from 'react';
import { isProblem } from '../../api/problem.js';
import { keys, queryClient } from '../../api/queries.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';

export interface Change<T = unknown> {
  /** What is said when it is done. */
  done: string;
  work: () => Promise<T>;
  undo?: () => Promise<unknown>;
  /** Whether what came of it can be undone; it can, unless said. */
  canUndo?: (result: T) => boolean;
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
  const change = async <T>({ done, work, undo, canUndo = () => true }: Change<T>): Promise<boolean> => {
    let result: T;
    setBusy(true);
    setConflict(false);
    try {
      result = await work();
    } catch (error) {
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
