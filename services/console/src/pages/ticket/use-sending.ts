import { useRef, useState } from 'react';
import type { DraftKind, TicketView } from '@deskbeat/contracts';
import { path, post } from '../../api/client.js';
import { keys, queryClient, ticketQuery } from '../../api/queries.js';
import { useWords } from '../../i18n/language.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { composerWords } from './composer-words.js';
import type { Written } from './draft-step.js';

/** Where a reply may take the ticket in the same step. */
export type MoveTo = 'awaiting-confirmation' | 'resolved';

/** The same key until it went out: a lost answer makes no second message. */
export function useSending(ticket: TicketView, kind: DraftKind, onSent: () => void) {
  const t = useWords(composerWords);
  const refuse = useRefusal();
  const key = useRef<string>(undefined);
  const [isSending, setSending] = useState(false);
  const send = async ({ html, attachments }: Written, draftVersion: number | undefined, moveTo?: MoveTo) => {
    key.current ??= crypto.randomUUID();
    const body = {
      html,
      ...(attachments.length > 0 && { attachments }),
      ...(draftVersion && { draftVersion }),
      ...(moveTo && { moveTo }),
    };
    setSending(true);
    try {
      const where = kind === 'reply' ? path`/tickets/${ticket.id}/replies` : path`/tickets/${ticket.id}/notes`;
      const changed = await post<TicketView>(where, body, { key: key.current });
      queryClient.setQueryData(ticketQuery(ticket.id).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: [...keys.ticket(ticket.id), 'timeline'] });
      key.current = undefined;
      onSent();
      toast({ tone: 'done', text: t(kind === 'reply' ? 'sent' : 'noted') });
    } catch (error) {
      refuse(error);
    } finally {
      setSending(false);
    }
  };
  return { send, isSending };
}
