import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { FileView, OpenTicket } from '@deskbeat/contracts';
import { openTicket } from '../../api/tickets.js';
import { useWords } from '../../i18n/language.js';
import { ticketPath } from '../../ui/ticket-row.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { useUnsaved } from '../../ui/unsaved.js';
import { useFaults } from '../../ui/use-faults.js';
import { empty, type Filled } from './filled.js';
import { newTicketWords } from './new-ticket-words.js';

interface Begun {
  filled: Filled;
  files: readonly FileView[];
  /** The same however often it is tried: a lost answer makes no second ticket. */
  key: string;
}

/** What was begun and not sent, for whoever closes the dialog to look something up. */
let begun: Begun | undefined;
const anew = (): Begun => ({ filled: empty, files: [], key: crypto.randomUUID() });

/** A ticket that is being filled in: there again until it is opened. */
export function useBegun() {
  const [state, setState] = useState(() => ({ ...(begun ?? anew()), isKept: begun !== undefined }));
  useUnsaved(() => begun !== undefined, true);
  const change = (changed: Partial<Filled>) => {
    const { files, key, filled: before } = begun ?? state;
    const filled = { ...before, ...changed };
    begun = { files, key, filled };
    setState((shown) => ({ ...shown, filled }));
  };
  const keepFiles = (files: readonly FileView[]) => {
    if (begun || files.length > 0) begun = { key: state.key, filled: begun?.filled ?? state.filled, files };
  };
  const clear = () => {
    begun = undefined;
    setState({ ...anew(), isKept: false });
  };
  return { ...state, change, keepFiles, clear };
}

export function useOpening(key: string, onClose: () => void) {
  const t = useWords(newTicketWords);
  const navigate = useNavigate();
  const refuse = useRefusal();
  const create = useMutation({
    mutationFn: (ticket: OpenTicket) => openTicket(ticket, key),
    onSuccess: (ticket) => {
      begun = undefined;
      toast({ tone: 'done', text: t('created', { number: ticket.number }) });
      onClose();
      void navigate(ticketPath(ticket));
    },
    onError: refuse,
  });
  return { create, faults: useFaults(create.error) };
}
