import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Weekday, WeekHours } from '@deskbeat/contracts';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { locales } from '../../../i18n/words.js';
import type { Own } from '../form/resource.js';
import { calendarWords } from './calendar-words.js';
import styles from './sla.module.css';
import { likeMonday, nextStretch, weekdays } from './week.js';

/** Working hours of each weekday, one stretch or several. */
export function WeekInput({ value, onChange, faults, disabled }: Own<readonly WeekHours[]>) {
  const t = useWords(calendarWords);
  const { language } = useLanguage();
  const format = new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' });
  // The first of January 2024 was a Monday.
  const nameOf = (day: Weekday) => format.format(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
  const set = (index: number, change: Partial<WeekHours>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className={styles.week}>
      {weekdays.map((day) => {
        const name = nameOf(day);
        const stretches = value.flatMap((one, index) => (one.day === day ? [{ ...one, index }] : []));
        return (
          <div key={day} role="group" aria-label={name} className={styles.day}>
            <span>{name}</span>
            <div className={styles.stretches}>
              {stretches.length === 0 && <span className="db-quiet">{t('closed')}</span>}
              {stretches.map(({ from, to, index }) => (
                <span key={index} className={styles.stretch}>
                  <TextInput
                    type="time"
                    size="xs"
                    aria-label={t('fromOn', { day: name })}
                    disabled={disabled}
                    value={from}
                    error={faults.at(`/${index}/from`)}
                    onChange={(event) => set(index, { from: event.currentTarget.value })}
                  />
                  –
                  <TextInput
                    type="time"
                    size="xs"
                    aria-label={t('toOn', { day: name })}
                    disabled={disabled}
                    // The end of a day has no other way in such an input; the next midnight is the same instant.
                    value={to === '24:00' ? '00:00' : to}
                    error={faults.at(`/${index}/to`)}
                    onChange={(event) => set(index, { to: event.currentTarget.value })}
                  />
                  {!disabled && (
                    <ActionIcon
                      aria-label={t('removeHours', { day: name })}
                      onClick={() => onChange(value.filter((_, at) => at !== index))}
                    >
                      <IconX size={14} />
                    </ActionIcon>
                  )}
                </span>
              ))}
            </div>
            {!disabled && (
              <ActionIcon
                aria-label={t('addHours', { day: name })}
                onClick={() => onChange([...value, nextStretch(value, day)])}
              >
                <IconPlus size={16} />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {!disabled && (
        <div>
          <Button variant="subtle" onClick={() => onChange(likeMonday(value))}>
            {t('likeMonday')}
          </Button>
        </div>
      )}
    </div>
  );
}
