import { Checkbox, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { priorities } from '@deskbeat/contracts/vocabulary';
import type { Priority, TicketView } from '@deskbeat/contracts';
import { queuesQuery } from '../../../api/queries.js';
import { openFollowUp, openSubticket, splitTicket } from '../../../api/relations.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { DoingDialog } from '../../../ui/doing-dialog.js';
import { priorityWords } from '../../../ui/vocabulary-words.js';
import { dialogWords } from './relation-words.js';
import { useOpeningFrom } from './use-opening-from.js';

interface Given {
  ticket: TicketView;
  onClose: () => void;
}
interface Where {
  queueId: string | null;
  priority: string | null;
}

/** Whose it is to be and how urgent it is; what is left open is as the ticket's. */
function WhereFields({ where, onChange }: { where: Where; onChange: (where: Where) => void }) {
  const t = useWords(dialogWords);
  const { language } = useLanguage();
  const queues = useQuery(queuesQuery).data?.items ?? [];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <Select
        label={t('queue')}
        clearable
        value={where.queueId}
        onChange={(queueId) => onChange({ ...where, queueId })}
        data={queues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        label={t('priority')}
        clearable
        value={where.priority}
        onChange={(priority) => onChange({ ...where, priority })}
        data={priorities.map((value) => ({ value, label: say(priorityWords[value], language) }))}
      />
    </SimpleGrid>
  );
}

const chosen = ({ queueId, priority }: Where) => ({
  ...(queueId && { queueId }),
  ...(priority && { priority: priority as Priority }),
});
const nowhere: Where = { queueId: null, priority: null };

/** Work for another team, as a ticket of its own. */
export function SubticketDialog({ ticket, onClose }: Given) {
  const t = useWords(dialogWords);
  const [form, setForm] = useState({ subject: '', text: '', gates: true });
  const [where, setWhere] = useState(nowhere);
  const subject = form.subject.trim();
  const text = form.text.trim();
  const body = { subject, gates: form.gates, ...(text && { text }), ...chosen(where) };
  const { open, isBusy, errors } = useOpeningFrom((key) => openSubticket(ticket.id, body, key), false, onClose);
  return (
    <DoingDialog
      title={t('subticketTitle', { number: ticket.number })}
      hint={t('subticketHint')}
      action={t('open')}
      canDo={subject !== ''}
      isBusy={isBusy}
      onDo={open}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('subject')}
        maxLength={250}
        value={form.subject}
        error={errors.subject}
        onChange={(event) => setForm({ ...form, subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('text')}
        minRows={3}
        maxRows={10}
        value={form.text}
        error={errors.text}
        onChange={(event) => setForm({ ...form, text: event.currentTarget.value })}
      />
      <WhereFields where={where} onChange={setWhere} />
      <Checkbox
        label={t('gates', { number: ticket.number })}
        checked={form.gates}
        onChange={(event) => setForm({ ...form, gates: event.currentTarget.checked })}
      />
    </DoingDialog>
  );
}

/** A message about something else becomes a ticket of its own. */
export function SplitDialog({ ticket, entry, onClose }: Given & { entry: number }) {
  const t = useWords(dialogWords);
  const [typed, setTyped] = useState(ticket.subject);
  const [where, setWhere] = useState(nowhere);
  const subject = typed.trim();
  const body = { entry, subject, ...chosen(where) };
  const { open, isBusy, errors } = useOpeningFrom((key) => splitTicket(ticket.id, body, key), true, onClose);
  return (
    <DoingDialog
      title={t('splitTitle')}
      hint={t('splitHint')}
      action={t('open')}
      canDo={subject !== ''}
      isBusy={isBusy}
      onDo={open}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('subject')}
        maxLength={250}
        value={typed}
        error={errors.subject}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <WhereFields where={where} onChange={setWhere} />
    </DoingDialog>
  );
}

/** What is closed stays closed; it goes on in a ticket of its own. */
export function FollowUpDialog({ ticket, onClose }: Given) {
  const t = useWords(dialogWords);
  const [form, setForm] = useState({ subject: ticket.subject, text: '' });
  const text = form.text.trim();
  const body = { subject: form.subject.trim(), ...(text && { text }) };
  const { open, isBusy, errors } = useOpeningFrom(() => openFollowUp(ticket.id, body), true, onClose);
  return (
    <DoingDialog
      title={t('followUpTitle', { number: ticket.number })}
      action={t('open')}
      canDo={body.subject !== ''}
      isBusy={isBusy}
      onDo={open}
      onClose={onClose}
    >
      <TextInput
        label={t('subject')}
        maxLength={250}
        value={form.subject}
        error={errors.subject}
        onChange={(event) => setForm({ ...form, subject: event.currentTarget.value })}
      />
      <Textarea
        data-autofocus
        label={t('followUpText')}
        minRows={3}
        maxRows={10}
        value={form.text}
        error={errors.text}
        onChange={(event) => setForm({ ...form, text: event.currentTarget.value })}
      />
    </DoingDialog>
  );
}
