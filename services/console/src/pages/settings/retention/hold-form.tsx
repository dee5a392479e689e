import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HeldKind } from '@deskbeat/contracts';
import { queryClient, ticketQuery } from '../../../api/queries.js';
import { holdsQuery, placeHold } from '../../../api/retention.js';
import { useWords } from '../../../i18n/language.js';
import { useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { TicketChoice } from '../form/ticket-choice.js';
import { retentionWords } from './retention-words.js';

/** Puts a ticket on hold, or all of its customer. */
export function HoldForm() {
  const t = useWords(retentionWords);
  const refuse = useRefusal();
  const [ticketId, setTicketId] = useState<string>();
  const [reason, setReason] = useState('');
  const hold = useMutation({
    mutationFn: async (kind: HeldKind) => {
      const id = kind === 'ticket' ? ticketId! : (await queryClient.fetchQuery(ticketQuery(ticketId!))).customerId;
      return placeHold(kind, id, reason.trim());
    },
    onSuccess: () => {
      setReason('');
      toast({ tone: 'done', text: t('held') });
      return queryClient.invalidateQueries({ queryKey: holdsQuery.queryKey });
    },
    onError: refuse,
  });
  const isReady = ticketId !== undefined && reason.trim() !== '';
  return (
    <Stack p="lg" gap="sm" maw={560}>
      <TicketChoice label={t('ticket')} hint={t('ticketHint')} onChoose={setTicketId} />
      <TextInput
        label={t('reason')}
        maxLength={2_000}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Group>
        {(['ticket', 'customer'] as const).map((kind) => (
          <Button key={kind} variant="default" disabled={!isReady || hold.isPending} onClick={() => hold.mutate(kind)}>
            {t(kind === 'ticket' ? 'holdTicket' : 'holdCustomer')}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
