import { Button, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TicketView } from '@deskbeat/contracts';
import { peopleQuery } from '../../api/queries.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { SkeletonRows } from '../../ui/section.js';
import { assignmentQuery } from './ticket-data.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';

/** The explanation that assignment gives for its last decision. */
export function AssignmentWhy({ ticket }: { ticket: TicketView }) {
  const t = useWords(ticketWords);
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={380} position="bottom-start" shadow="md">
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setOpened(!opened)}>
          {t('why')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {opened && <Explanation ticket={ticket} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Explanation({ ticket }: { ticket: TicketView }) {
  const t = useWords(ticketWords);
  const { clockTime } = useFormats();
  const people = useQuery(peopleQuery).data?.items;
  const decision = useQuery(assignmentQuery(ticket.id)).data?.decisions.at(-1);
  const nameOf = (id: string) => people?.find((person) => person.id === id)?.name ?? id;
  if (!decision) return <SkeletonRows rows={2} />;
  const lists = [
    { title: t('candidates'), items: decision.candidates ?? [] },
    { title: t('excluded'), items: decision.excluded },
  ];
  return (
    <>
      <strong>{ticket.assigneeName ? t('whyTitle', { name: ticket.assigneeName }) : t('whyNobody')}</strong>
      <p style={{ margin: '4px 0' }}>{decision.reason}</p>
      <span className="db-quiet">{clockTime(decision.at)}</span>
      {lists
        .filter(({ items }) => items.length > 0)
        .map(({ title, items }) => (
          <div key={title}>
            <p className="db-quiet" style={{ margin: '8px 0 2px' }}>
              {title}
            </p>
            <dl className={styles.facts}>
              {items.map(({ personId, why }) => [
                <dt key={`${personId}-name`}>{nameOf(personId)}</dt>,
                <dd key={`${personId}-why`}>{why}</dd>,
              ])}
            </dl>
          </div>
        ))}
    </>
  );
}
