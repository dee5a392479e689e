import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DuePreview } from '@deskbeat/contracts';
import { useState } from 'react';
import { post } from '../../../api/client.js';
import { useFormats, useLanguage, useWords } from '../../../i18n/language.js';
import { instant as instantIn } from '../../../i18n/times.js';
import { reasonOf, titleOf } from '../../../ui/problem.js';
import styles from '../form/form.module.css';
import { instantOf, localOf } from '../form/local-time.js';
import type { Values } from '../form/resource.js';
import { calendarWords } from './calendar-words.js';
import { DurationInput } from './duration-input.js';
import slaStyles from './sla.module.css';

const hour = 3_600_000;

/** When a ticket would be due that is opened then, by the calendar as it stands in its form. */
export function CalendarTry({ values }: { values: Values }) {
  const t = useWords(calendarWords);
  const { language } = useLanguage();
  const { instant } = useFormats();
  const [opened, setOpened] = useState(() => localOf(Date.now()));
  const [budgetMs, setBudget] = useState<number | undefined>(8 * hour);
  const { timeZone, hours, holidays, days, breaks } = values;
  const start = instantOf(opened);
  const [asked] = useDebouncedValue({ calendar: { timeZone, hours, holidays, days, breaks }, start, budgetMs }, 300);
  const found = useQuery({
    queryKey: ['due-preview', asked],
    queryFn: () => post<DuePreview>('/calendars/preview', asked),
    enabled: asked.start !== undefined && asked.budgetMs !== undefined && !Number.isNaN(asked.budgetMs),
    placeholderData: keepPreviousData,
  });
  const due = found.data;
  return (
    <section className={styles.more} aria-label={t('tryTitle')}>
      <div>
        <h3>{t('tryTitle')}</h3>
        <p className={`${styles.hint} db-quiet`}>{t('tryHint')}</p>
      </div>
      <div className={slaStyles.adding}>
        <TextInput
          label={t('opened')}
          type="datetime-local"
          value={opened}
          onChange={(event) => setOpened(event.currentTarget.value)}
        />
        <DurationInput label={t('budget')} value={budgetMs} onChange={setBudget} />
      </div>
      {found.error && (
        <p className={styles.fault} role="alert">
          {[titleOf(found.error, language), reasonOf(found.error, language)].filter(Boolean).join(': ')}
        </p>
      )}
      {due && !found.error && (
        <p role="status" className={slaStyles.due}>
          {t('wouldBeDue')} <strong>{instant(due.dueAt)}</strong>{' '}
          <span className="db-quiet">
            {t('thereToo', { time: instantIn(due.dueAt, language, timeZone as string), zone: timeZone as string })}
            {' · '}
            {due.isOpen ? t('isOpen') : t('opensAt', { at: instant(due.opensAt) })}
          </span>
        </p>
      )}
    </section>
  );
}
