import { Button, Checkbox, Pill, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { locales } from '../../../i18n/words.js';
import type { Own } from '../form/resource.js';
import { calendarWords } from './calendar-words.js';
import styles from './sla.module.css';

/** Dates on which nobody works, of one year or of every year. */
export const HolidaysInput = (own: Own<readonly string[]>) => <Dates {...own} canBeYearly />;

/** The same of one year only. */
export const DatesOff = (own: Own<readonly string[]>) => <Dates {...own} canBeYearly={false} />;

function Dates({ value, onChange, disabled, canBeYearly }: Own<readonly string[]> & { canBeYearly: boolean }) {
  const t = useWords(calendarWords);
  const { language } = useLanguage();
  const [date, setDate] = useState('');
  const [isYearly, setYearly] = useState(canBeYearly);
  const nameOf = (holiday: string) => {
    const yearly = holiday.startsWith('*');
    const year = yearly ? undefined : 'numeric';
    const shape = { day: 'numeric', month: 'long', year, timeZone: 'UTC' } as const;
    const at = Date.parse(`${holiday.replace('*', '2024')}T00:00:00Z`);
    const text = Number.isNaN(at) ? holiday : new Intl.DateTimeFormat(locales[language], shape).format(at);
    return yearly ? `${text}, ${t('everyYear').toLocaleLowerCase(locales[language])}` : text;
  };
  const add = () => {
    if (date === '') return;
    const holiday = isYearly ? `*${date.slice(4)}` : date;
    if (!value.includes(holiday)) onChange([...value, holiday]);
    setDate('');
  };
  const sorted = [...value].sort((a, b) => a.replace('*', '').localeCompare(b.replace('*', '')));
  return (
    <>
      <div className={styles.pills}>
        {value.length === 0 && <p className="db-quiet">{t(canBeYearly ? 'noHolidays' : 'noDays')}</p>}
        {sorted.map((holiday) => (
          <Pill
            key={holiday}
            size="md"
            withRemoveButton={!disabled}
            removeButtonProps={{ 'aria-label': t('removeHoliday', { date: nameOf(holiday) }), tabIndex: 0 }}
            onRemove={() => onChange(value.filter((one) => one !== holiday))}
          >
            {nameOf(holiday)}
          </Pill>
        ))}
      </div>
      {!disabled && (
        <div className={styles.adding}>
          <TextInput
            type="date"
            label={t('date')}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
          {canBeYearly && (
            <Checkbox
              pb={8}
              label={t('everyYear')}
              checked={isYearly}
              onChange={(event) => setYearly(event.currentTarget.checked)}
            />
          )}
          <Button variant="default" mb={4} disabled={date === ''} onClick={add}>
            {t(canBeYearly ? 'addHoliday' : 'addDay')}
          </Button>
        </div>
      )}
    </>
  );
}
