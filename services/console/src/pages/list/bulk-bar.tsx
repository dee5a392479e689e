import { Button, CloseButton, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { priorities, statuses } from '@deskbeat/contracts/vocabulary';
import type { Status, TicketView } from '@deskbeat/contracts';
import { peopleQuery, queuesQuery } from '../../api/queries.js';
import { useWords } from '../../i18n/language.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { PriorityMark } from '../../ui/priority-mark.js';
import { StatusMark } from '../../ui/status-mark.js';
import { AddTag, MoveAll } from './bulk-dialogs.js';
import { BulkMacro } from './bulk-macro.js';
import { bulkWords } from './bulk-words.js';
import styles from './list.module.css';
import { useBulk } from './use-bulk.js';

/** What can be done to all that are chosen; each has its own outcome. */
export function BulkBar({
  chosen,
  onDone,
  onNone,
}: {
  chosen: readonly TicketView[];
  onDone: () => void;
  onNone: () => void;
}) {
  const t = useWords(bulkWords);
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const { change, isPending } = useBulk(chosen, onDone);
  const [to, setTo] = useState<Status>();
  const [runsMacro, setRunsMacro] = useState(false);
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('chosen', { n: chosen.length })}>
      <strong className="db-figures">{t('chosen', { n: chosen.length })}</strong>
      <Choice label={t('assign')} isBusy={isPending}>
        {people.map(({ id, name }) => (
          <Menu.Item
            key={id}
            leftSection={<PersonAvatar id={id} name={name} size={20} />}
            onClick={() => change({ assign: { personId: id, reason: t('assign') } })}
          >
            {name}
          </Menu.Item>
        ))}
      </Choice>
      <Choice label={t('queue')}>
        {queues.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => change({ queue: { queueId: id, reason: t('queue') } })}>
            {name}
          </Menu.Item>
        ))}
      </Choice>
      <Choice label={t('status')}>
        {statuses
          .filter((status) => status !== 'new')
          .map((status) => (
            <Menu.Item key={status} onClick={() => setTo(status)}>
              <StatusMark status={status} />
            </Menu.Item>
          ))}
      </Choice>
      <Choice label={t('priority')}>
        {priorities.map((priority) => (
          <Menu.Item key={priority} onClick={() => change({ update: { priority } })}>
            <PriorityMark priority={priority} />
          </Menu.Item>
        ))}
      </Choice>
      <AddTag onTag={(tag) => change({ update: { addTags: [tag] } })} />
      <Button variant="default" onClick={() => setRunsMacro(true)}>
        {t('macro')}
      </Button>
      <CloseButton aria-label={t('none')} onClick={onNone} />
      {to && (
        <MoveAll
          key={to}
          onClose={() => setTo(undefined)}
          onMove={(texts) => {
            setTo(undefined);
            change({ status: { to, ...texts } });
          }}
        />
      )}
      {runsMacro && (
        <BulkMacro
          count={chosen.length}
          onClose={() => setRunsMacro(false)}
          onRun={(id) => {
            setRunsMacro(false);
            change({ macro: { id } });
          }}
        />
      )}
    </div>
  );
}

function Choice({ label, isBusy, children }: { label: string; isBusy?: boolean; children: ReactNode }) {
  return (
    <Menu position="top">
      <Menu.Target>
        <Button variant="default" loading={isBusy}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
