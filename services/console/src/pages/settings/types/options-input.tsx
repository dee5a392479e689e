import { Checkbox, TextInput } from '@mantine/core';
import { useWords } from '../../../i18n/language.js';
import { ItemList } from '../form/item-list.js';
import type { Own } from '../form/resource.js';
import { labelled, type EditedOption } from './definition.js';
import { typeSettingWords } from './type-words.js';
import styles from './types.module.css';

/** What can be chosen in a field. */
export function OptionsInput(own: Own<readonly EditedOption[]>) {
  const t = useWords(typeSettingWords);
  const { value, disabled, faults: all } = own;
  return (
    <div className={styles.options} role="group" aria-label={t('options')}>
      {all.own && <p className={styles.fault}>{all.own}</p>}
      <ItemList
        {...own}
        ordered
        add={t('addOption')}
        nameOf={({ label }, index) => label || t('option', { n: index + 1 })}
        fresh={(): EditedOption => ({ key: '', label: '' })}
      >
        {({ item, index, faults, set }) => (
          <div className={styles.row}>
            <TextInput
              aria-label={t('option', { n: index + 1 })}
              disabled={disabled}
              value={item.label}
              error={faults.at('')}
              onChange={(event) =>
                set(
                  labelled(
                    item,
                    event.currentTarget.value,
                    value.filter((one) => one !== item),
                    'choice',
                  ),
                )
              }
            />
            {item.isKept && (
              <Checkbox
                label={t('retired')}
                disabled={disabled}
                checked={item.retired ?? false}
                onChange={(event) => set({ retired: event.currentTarget.checked || undefined })}
              />
            )}
          </div>
        )}
      </ItemList>
    </div>
  );
}
