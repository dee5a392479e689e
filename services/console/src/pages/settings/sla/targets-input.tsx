import { Select } from '@mantine/core';
import { priorities } from '@deskbeat/contracts/vocabulary';
import type { BudgetView, Priority, SlaTarget } from '@deskbeat/contracts';
import { useState } from 'react';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { priorityWords, targetWords } from '../../../ui/vocabulary-words.js';
import type { Own } from '../form/resource.js';
import { calendarOf, indexOf, withBudget, withCalendar } from './budgets.js';
import { DurationInput } from './duration-input.js';
import styles from './sla.module.css';
import { slaWords } from './sla-setting-words.js';
import { aroundTheClock, useCalendarChoices } from './calendar-choices.js';

const targets = Object.keys(targetWords) as SlaTarget[];

/** How long each target may take at each priority, and by which calendar. */
export function TargetsInput({ value, onChange, faults, disabled }: Own<readonly BudgetView[]>) {
  const t = useWords(slaWords);
  const { language } = useLanguage();
  const calendars = useCalendarChoices();
  // Of a priority without any target yet.
  const [wanted, setWanted] = useState<Partial<Record<Priority, string>>>({});
  return (
    <table className={styles.targets}>
      <thead>
        <tr>
          <th scope="col">{t('priority')}</th>
          {targets.map((target) => (
            <th key={target} scope="col">
              {say(targetWords[target], language)}
            </th>
          ))}
          <th scope="col">{t('calendar')}</th>
        </tr>
      </thead>
      <tbody>
        {priorities.map((priority) => {
          const name = say(priorityWords[priority], language);
          const calendar = calendarOf(value, priority);
          const isMixed = calendar === undefined && value.some((one) => one.priority === priority);
          return (
            <tr key={priority}>
              <th scope="row">{name}</th>
              {targets.map((target) => {
                const index = indexOf(value, priority, target);
                const calendarId = calendar ?? wanted[priority] ?? aroundTheClock;
                return (
                  <td key={target} data-label={say(targetWords[target], language)}>
                    <DurationInput
                      hidden
                      label={t('cell', { priority: name, target: say(targetWords[target], language) })}
                      value={value[index]?.budgetMs}
                      disabled={disabled}
                      error={index >= 0 ? faults.at(`/${index}`) : undefined}
                      onChange={(ms) => onChange(withBudget(value, { priority, target, calendarId }, ms))}
                    />
                  </td>
                );
              })}
              <td data-label={t('calendar')}>
                <Select
                  aria-label={t('calendarOf', { priority: name })}
                  placeholder={isMixed ? t('severalCalendars') : undefined}
                  allowDeselect={false}
                  disabled={disabled}
                  data={calendars}
                  value={calendar ?? (isMixed ? null : (wanted[priority] ?? aroundTheClock))}
                  onChange={(id) => {
                    if (id === null) return;
                    setWanted({ ...wanted, [priority]: id });
                    onChange(withCalendar(value, priority, id));
                  }}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
