import { TextInput } from '@mantine/core';
import type { DateHours } from '@deskbeat/contracts';
import { useWords } from '../../../i18n/language.js';
import formStyles from '../form/form.module.css';
import { ItemList } from '../form/item-list.js';
import type { Own } from '../form/resource.js';
import { calendarWords } from './calendar-words.js';

type Given = Own<readonly DateHours[]>;

const fresh = (): DateHours => ({ date: '', from: '09:00', to: '12:00' });

function Dates({ add, ...own }: Given & { add: string }) {
  const t = useWords(calendarWords);
  return (
    <ItemList {...own} add={add} none={t('noDays')} nameOf={({ date }) => date || t('date')} fresh={fresh}>
      {({ item, faults, set }) => (
        <div className={formStyles.grid}>
          {(['date', 'from', 'to'] as const).map((name) => (
            <TextInput
              key={name}
              type={name === 'date' ? 'date' : 'time'}
              label={t(name)}
              disabled={own.disabled}
              value={item[name] === '24:00' ? '00:00' : item[name]}
              error={faults.at(`/${name}`)}
              onChange={(event) => set({ [name]: event.currentTarget.value })}
            />
          ))}
        </div>
      )}
    </ItemList>
  );
}

/** Dates with hours of their own. */
export function DaysInput(own: Given) {
  const t = useWords(calendarWords);
  return <Dates {...own} add={t('addDay')} />;
}

/** What is taken out of the hours of dates. */
export function BreaksInput(own: Given) {
  const t = useWords(calendarWords);
  return <Dates {...own} add={t('addBreak')} />;
}
