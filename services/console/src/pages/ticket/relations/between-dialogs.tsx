import { Select, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ManualLinkKind, TicketView } from '@deskbeat/contracts';
import { link, mergeTicket, unlink } from '../../../api/relations.js';
import { useWords } from '../../../i18n/language.js';
import { DoingDialog } from '../../../ui/doing-dialog.js';
import { TicketPicker } from '../../../ui/ticket-picker.js';
import { ticketPath } from '../../../ui/ticket-row.js';
import { useDoing, useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { dialogWords } from './relation-words.js';

interface Given {
  ticket: TicketView;
  onClose: () => void;
}
const kinds = ['related', 'child', 'duplicate', 'follow-up'] as const satisfies readonly ManualLinkKind[];

/** Says what this ticket is of another one. */
export function LinkDialog({ ticket, onClose }: Given) {
  const t = useWords(dialogWords);
  const doing = useDoing();
  const [kind, setKind] = useState<ManualLinkKind>('related');
  const [other, setOther] = useState<TicketView>();
  const [isBusy, setBusy] = useState(false);
  const make = async () => {
    const made = { ticketId: ticket.id, kind, to: other!.id };
    setBusy(true);
    const done = await doing(
      t('linked', { number: other!.number }),
      () => link(made),
      () => unlink(made),
    );
    setBusy(false);
    if (done) onClose();
  };
  return (
    <DoingDialog
      title={t('linkTitle', { number: ticket.number })}
      action={t('link')}
      canDo={other !== undefined}
      isBusy={isBusy}
      onDo={() => void make()}
      onClose={onClose}
    >
      <TicketPicker label={t('other')} except={ticket.id} chosen={other} onChoose={setOther} />
      <Select
        label={t('isWhat', { number: ticket.number })}
        allowDeselect={false}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(value) }))}
        onChange={(value) => value && setKind(value as ManualLinkKind)}
      />
    </DoingDialog>
  );
}

/** The ticket ends here; the other one is shown. */
export function MergeDialog({ ticket, onClose }: Given) {
  const t = useWords(dialogWords);
  const navigate = useNavigate();
  const refuse = useRefusal();
  const [other, setOther] = useState<TicketView>();
  const [reason, setReason] = useState('');
  const { number } = ticket;
  const merge = useMutation({
    mutationFn: () => mergeTicket(ticket.id, other!.id, reason.trim()),
    onSuccess: (into) => {
      toast({ tone: 'done', text: t('merged', { number }) });
      onClose();
      void navigate(ticketPath(into));
    },
    onError: refuse,
  });
  return (
    <DoingDialog
      title={t('mergeTitle', { number })}
      hint={t('mergeHint', { number })}
      action={t('mergeNow')}
      color="red"
      canDo={other !== undefined}
      isBusy={merge.isPending}
      onDo={() => merge.mutate()}
      onClose={onClose}
    >
      <TicketPicker label={t('other')} except={ticket.id} chosen={other} onChoose={setOther} />
      <Textarea
        label={t('reason')}
        maxRows={6}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DoingDialog>
  );
}
