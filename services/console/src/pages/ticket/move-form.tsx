import { Button, Checkbox, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { MoveView, TicketView } from '@deskbeat/contracts';
import { tickStep } from '../../api/tickets.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { statusWords } from '../../ui/vocabulary-words.js';
import { needsOf } from './move-needs.js';
import { ticketWords } from './ticket-words.js';

/** What the move needs; steps of the procedure are ticked here as well. */
export function MoveForm({
  ticket,
  move,
  onMove,
}: {
  ticket: TicketView;
  move: MoveView;
  onMove: (more: object) => Promise<unknown>;
}) {
  const t = useWords(ticketWords);
  const { language } = useLanguage();
  const [texts, setTexts] = useState({ reason: '', resolution: '', message: '' });
  const [isBusy, setBusy] = useState(false);
  // What was asked for stays, though a step that is ticked is no longer needed.
  const [needs] = useState(() => needsOf(move.needs));
  const asked = (['resolution', 'message', 'reason'] as const).filter((name) => needs[name]);
  const steps = ticket.steps?.filter(({ key }) => needs.steps.includes(key)) ?? [];
  const isReady = asked.every((name) => texts[name].trim() !== '') && steps.every(({ done }) => done);
  const submit = async () => {
    if (!isReady) return;
    setBusy(true);
    await onMove(Object.fromEntries(asked.map((name) => [name, texts[name]])));
    setBusy(false);
  };
  return (
    <Stack gap="sm" onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void submit()}>
      <strong>{t('moveTo', { status: say(statusWords[move.to], language) })}</strong>
      {steps.map(({ key, label, done }) => (
        <Checkbox
          key={key}
          label={label}
          checked={done !== undefined}
          onChange={({ currentTarget }) => void tickStep(ticket.id, key, currentTarget.checked)}
        />
      ))}
      {needs.fields.length > 0 && <span className="db-quiet">{t('needs', { what: needs.fields.join(', ') })}</span>}
      {asked.map((name, index) => (
        <Textarea
          key={name}
          label={t(name)}
          data-autofocus={index === 0 || undefined}
          maxRows={8}
          value={texts[name]}
          onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
        />
      ))}
      <Button disabled={!isReady} loading={isBusy} onClick={() => void submit()}>
        {t('moveTo', { status: say(statusWords[move.to], language) })}
      </Button>
    </Stack>
  );
}
