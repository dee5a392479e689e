import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { TicketView } from '@deskbeat/contracts';
import { useWords } from '../../../i18n/language.js';
import { ticketPath } from '../../../ui/ticket-row.js';
import { useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { useFieldErrors } from '../../../ui/use-faults.js';
import { dialogWords } from './relation-words.js';

/**
 * Opens a ticket from another one. The same key however often it is tried: a lost answer makes no second ticket.
 * @param go whether the new ticket is shown; else a word says that it is there
 */
export function useOpeningFrom(open: (key: string) => Promise<TicketView>, go: boolean, onClose: () => void) {
  const t = useWords(dialogWords);
  const navigate = useNavigate();
  const refuse = useRefusal();
  const [key] = useState(() => crypto.randomUUID());
  const work = useMutation({
    mutationFn: () => open(key),
    onSuccess: (ticket) => {
      toast({ tone: 'done', text: t('opened', { number: ticket.number }) });
      onClose();
      if (go) void navigate(ticketPath(ticket));
    },
    onError: refuse,
  });
  return { open: () => work.mutate(), isBusy: work.isPending, errors: useFieldErrors(work.error) };
}
