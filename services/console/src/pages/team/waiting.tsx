import { Button } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import type { BoardPerson, BoardQueue, WaitingAges } from '@deskbeat/contracts';
import { to, useAllowed } from '../../api/permissions.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { NothingHere, Panel } from '../../ui/panel.js';
import { useMinute } from '../../ui/ticker.js';
import { RebalanceDialog } from './rebalance.js';
import { teamWords } from './team-words.js';
import styles from './team.module.css';

const ages = ['underHour', 'underFourHours', 'underDay', 'older'] as const satisfies readonly (keyof WaitingAges)[];

/** What waits in each queue, and for how long. */
export function Waiting({ queues, people }: { queues: readonly BoardQueue[]; people: readonly BoardPerson[] }) {
  const t = useWords(teamWords);
  const mayLevel = useAllowed(to.level);
  const [levelling, setLevelling] = useState<BoardQueue>();
  const total = queues.reduce((sum, { waiting }) => sum + waiting, 0);
  return (
    <Panel title={t('waiting')} hint={t('waitingHint', { n: total })}>
      {queues.length === 0 && <NothingHere>{t('noneWaits')}</NothingHere>}
      {[...queues]
        .sort((a, b) => b.waiting - a.waiting || a.name.localeCompare(b.name))
        .map((queue) => (
          <QueueLine key={queue.queueId} queue={queue} onLevel={mayLevel ? () => setLevelling(queue) : undefined} />
        ))}
      {levelling && <RebalanceDialog queue={levelling} people={people} onClose={() => setLevelling(undefined)} />}
      <p className={styles.legend}>
        {ages.map((age) => (
          <span key={age}>
            <span className={styles.swatch} data-age={age} /> {t(age)}
          </span>
        ))}
      </p>
    </Panel>
  );
}

function QueueLine({ queue, onLevel }: { queue: BoardQueue; onLevel?: () => void }) {
  const t = useWords(teamWords);
  const { ago } = useFormats();
  useMinute();
  const { name, waiting, oldestSince, triaged } = queue;
  return (
    <div className={styles.queue} data-queue={queue.queueId}>
      <span className={styles.queueName}>
        <span className="db-line">{name}</span>
        <span className={styles.queueNotes}>
          {oldestSince && t('oldest', { ago: ago(oldestSince) })}
          {triaged > 0 && <span className={styles.tag}>{t('triaged', { n: triaged })}</span>}
        </span>
      </span>
      <span className={`${styles.count} db-figures`}>{waiting}</span>
      <Ages counts={queue.ages} />
      {onLevel && (
        <Button variant="default" leftSection={<IconScale size={15} />} onClick={onLevel}>
          {t('level')}
        </Button>
      )}
    </div>
  );
}

function Ages({ counts }: { counts: WaitingAges }) {
  const t = useWords(teamWords);
  const present = ages.filter((age) => counts[age] > 0);
  const label = present.map((age) => t('ageCount', { n: counts[age], age: t(age) })).join(', ') || t('noneWaits');
  return (
    <span className={styles.ages} role="img" aria-label={label} title={label}>
      {present.map((age) => (
        <span key={age} data-age={age} style={{ flexGrow: counts[age] }}>
          {counts[age]}
        </span>
      ))}
    </span>
  );
}
