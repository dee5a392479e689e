import { Select, TextInput } from '@mantine/core';
import type { Leave } from '@deskbeat/contracts';
import { useWords } from '../../../i18n/language.js';
import { localMinute } from '../../../i18n/times.js';
import formStyles from '../form/form.module.css';
import { ItemList } from '../form/item-list.js';
import { instantOf } from '../form/local-time.js';
import type { Own } from '../form/resource.js';
import { useChoices } from '../form/use-choices.js';
import { directoryWords } from './directory-words.js';

/** When somebody is away, in the reader's own time, and who takes over. */
export function LeavesInput(own: Own<readonly Leave[]>) {
  const t = useWords(directoryWords);
  const people = useChoices('people');
  const { disabled } = own;
  return (
    <ItemList
      {...own}
      add={t('addLeave')}
      none={t('noLeaves')}
      nameOf={(_, index) => t('leave', { n: index + 1 })}
      fresh={(): Leave => ({ from: '', to: '' })}
    >
      {({ item, faults, set }) => (
        <div className={formStyles.grid}>
          {(['from', 'to'] as const).map((name) => (
            <TextInput
              key={name}
              type="datetime-local"
              label={t(name)}
              disabled={disabled}
              value={item[name] && localMinute(item[name])}
              error={faults.at(`/${name}`)}
              onChange={(event) => set({ [name]: instantOf(event.currentTarget.value) ?? '' })}
            />
          ))}
          <Select
            label={t('leaveDeputy')}
            placeholder={t('usualDeputy')}
            clearable
            searchable
            disabled={disabled}
            data={people}
            value={item.deputyId ?? null}
            error={faults.at('/deputyId')}
            onChange={(deputyId) => set({ deputyId: deputyId ?? undefined })}
          />
        </div>
      )}
    </ItemList>
  );
}
