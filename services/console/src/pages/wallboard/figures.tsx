import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangleFilled, IconClockExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Wallboard } from '@deskbeat/contracts';
import { aboutToBreachQuery } from '../../api/wallboard.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { wallboardWords } from './wallboard-words.js';
import styles from './wallboard.module.css';

/** Six figures, large. */
export function Figures({ board }: { board: Wallboard }) {
  const t = useWords(wallboardWords);
  const { number } = useFormats();
  const soon = useQuery(aboutToBreachQuery).data;
  const { open, unassigned, breached, createdToday, resolvedToday } = board;
  return (
    <div className={styles.figures}>
      <Figure label={t('open')} value={number(open)} />
      <Figure label={t('unassigned')} value={number(unassigned)} />
      <Figure
        label={t('aboutToBreach')}
        value={soon ? `${number(soon.count)}${soon.more ? '+' : ''}` : '–'}
        tone={soon && soon.count > 0 ? 'soon' : undefined}
        sign={<IconClockExclamation aria-hidden />}
      />
      <Figure
        label={t('breached')}
        value={number(breached)}
        tone={breached > 0 ? 'breached' : undefined}
        sign={<IconAlertTriangleFilled aria-hidden />}
      />
      <Figure label={t('createdToday')} value={number(createdToday)} />
      <Figure label={t('resolvedToday')} value={number(resolvedToday)} />
    </div>
  );
}

function Figure({
  label,
  value,
  tone,
  sign,
}: {
  label: string;
  value: string;
  tone?: 'soon' | 'breached';
  sign?: ReactNode;
}) {
  return (
    <div className={styles.figure} data-tone={tone} role="group" aria-label={label}>
      <span className={styles.value}>{value}</span>
      <span className={styles.label}>
        {tone && sign}
        {label}
      </span>
    </div>
  );
}
