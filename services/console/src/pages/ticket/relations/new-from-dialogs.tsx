import { Checkbox, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
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
interface Draft extends Where {
  subject: string;
  text: string;
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

/** What was filled in. */
const bodyOf = ({ subject, text, queueId, priority }: Draft) => ({
  subject: subject.trim(),
  ...(text.trim() && { text: text.trim() }),
  ...(queueId && { queueId }),
  ...(priority && { priority: priority as Priority }),
});

interface Opening {
  title: string;
  hint?: string;
  /** That it begins with. */
  subject?: string;
  /** Without it no text is asked for. */
  textLabel?: string;
  asksWhere?: boolean;
  /** Whether the new ticket is shown. */
  go: boolean;
  open: (body: ReturnType<typeof bodyOf>, key: string) => Promise<TicketView>;
  onClose: () => void;
  children?: ReactNode;
}

/** A ticket that comes from another one; what is to be filled in first has the focus. */
function OpeningDialog({ title, hint, subject = '', textLabel, asksWhere, go, open, onClose, children }: Opening) {
  const t = useWords(dialogWords);
  const [draft, setDraft] = useState<Draft>({ subject, text: '', queueId: null, priority: null });
  const body = bodyOf(draft);
  const opening = useOpeningFrom((key) => open(body, key), go, onClose);
  const beginsWithText = subject !== '' && textLabel !== undefined;
  return (
    <DoingDialog
      title={title}
      hint={hint}
      action={t('open')}
      canDo={body.subject !== ''}
      isBusy={opening.isBusy}
      onDo={opening.open}
      onClose={onClose}
    >
      <TextInput
        data-autofocus={!beginsWithText || undefined}
        label={t('subject')}
        maxLength={250}
        value={draft.subject}
        error={opening.errors.subject}
        onChange={(event) => setDraft({ ...draft, subject: event.currentTarget.value })}
      />
      {textLabel !== undefined && (
        <Textarea
          data-autofocus={beginsWithText || undefined}
          label={textLabel}
          minRows={3}
          maxRows={10}
          value={draft.text}
          error={opening.errors.text}
          onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
        />
      )}
      {asksWhere && <WhereFields where={draft} onChange={(where) => setDraft({ ...draft, ...where })} />}
      {children}
    </DoingDialog>
  );
}

/** Work for another team, as a ticket of its own. */
export function SubticketDialog({ ticket, onClose }: Given) {
  const t = useWords(dialogWords);
  const [gates, setGates] = useState(true);
  return (
    <OpeningDialog
      title={t('subticketTitle', { number: ticket.number })}
      hint={t('subticketHint')}
      textLabel={t('text')}
      asksWhere
      go={false}
      open={(body, key) => openSubticket(ticket.id, { ...body, gates }, key)}
      onClose={onClose}
    >
      <Checkbox
        label={t('gates', { number: ticket.number })}
        checked={gates}
        onChange={(event) => setGates(event.currentTarget.checked)}
      />
    </OpeningDialog>
  );
}

/** A message about something else becomes a ticket of its own. */
export function SplitDialog({ ticket, entry, onClose }: Given & { entry: number }) {
  const t = useWords(dialogWords);
  return (
    <OpeningDialog
      title={t('splitTitle')}
      hint={t('splitHint')}
      subject={ticket.subject}
      asksWhere
      go
      open={(body, key) => splitTicket(ticket.id, { ...body, entry }, key)}
      onClose={onClose}
    />
  );
}

/** What is closed stays closed; it goes on in a ticket of its own. */
export function FollowUpDialog({ ticket, onClose }: Given) {
  const t = useWords(dialogWords);
  return (
    <OpeningDialog
      title={t('followUpTitle', { number: ticket.number })}
      subject={ticket.subject}
      textLabel={t('followUpText')}
      go
      open={(body) => openFollowUp(ticket.id, body)}
      onClose={onClose}
    />
  );
}
