import { Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { StepView, TicketView } from '@deskbeat/contracts';
import { tickStep } from '../../api/tickets.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { Section } from '../../ui/section.js';
import { panelWords } from './panel-words.js';
import styles from './ticket.module.css';
import type { Changing } from './use-changing.js';

/** What is to be done in this status, by the procedure of the type. */
export function ProcedurePanel({ ticket, changing }: { ticket: TicketView; changing: Changing }) {
  const t = useWords(panelWords);
  const [show, setShow] = useState<'thisStep' | 'allSteps'>('thisStep');
  const { steps = [] } = ticket;
  const shown = show === 'allSteps' ? steps : steps.filter(({ status }) => status === ticket.status);
  if (steps.length === 0) return null;
  const toggle = ({ key, label, done }: StepView) =>
    void changing.change({
      done: t(done ? 'stepOpen' : 'stepDone', { step: label }),
      work: () => tickStep(ticket.id, key, !done),
      undo: () => tickStep(ticket.id, key, done !== undefined),
    });
  const choice = (
    <SegmentedControl
      size="xs"
      value={show}
      onChange={(value) => setShow(value as typeof show)}
      data={(['thisStep', 'allSteps'] as const).map((value) => ({ value, label: t(value) }))}
    />
  );
  return (
    <Section title={t('procedure')} actions={choice}>
      <ul className={styles.lines}>
        {shown.map((step) => (
          <li key={step.key}>
            <Step step={step} onToggle={() => toggle(step)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Step({ step: { label, required, done }, onToggle }: { step: StepView; onToggle: () => void }) {
  const t = useWords(panelWords);
  const { clockTime } = useFormats();
  const more = done ? `${done.by.name ?? done.by.id} · ${clockTime(done.at)}` : required ? t('required') : undefined;
  return <Checkbox size="xs" checked={done !== undefined} onChange={onToggle} label={label} description={more} />;
}
