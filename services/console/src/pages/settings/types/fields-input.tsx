import { Checkbox, Select, TextInput } from '@mantine/core';
import type { FieldDefinition, Status } from '@deskbeat/contracts';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { statusWords } from '../../../ui/vocabulary-words.js';
import formStyles from '../form/form.module.css';
import { ItemList } from '../form/item-list.js';
import type { Own } from '../form/resource.js';
import { hasOptions, labelled, type EditedField } from './definition.js';
import { FieldDetails } from './field-details.js';
import { OptionsInput } from './options-input.js';
import { kindWords, typeSettingWords } from './type-words.js';

/** Fields of a type's own, in the order of its form. */
export function FieldsInput(own: Own<readonly EditedField[]>) {
  const t = useWords(typeSettingWords);
  const { language } = useLanguage();
  const { value, disabled } = own;
  const kinds = Object.entries(kindWords).map(([kind, word]) => ({ value: kind, label: say(word, language) }));
  const statuses = Object.entries(statusWords).map(([status, word]) => ({
    value: status,
    label: status === 'new' ? t('atOpening') : say(word, language),
  }));
  return (
    <ItemList
      {...own}
      ordered
      add={t('addField')}
      none={t('noFields')}
      nameOf={({ label }, index) => label || t('field', { n: index + 1 })}
      fresh={(): EditedField => ({ key: '', label: '', kind: 'text' })}
    >
      {({ item, faults, set }) => {
        const others = value.filter((one) => one !== item);
        return (
          <>
            <div className={formStyles.grid}>
              <TextInput
                label={t('label')}
                required
                disabled={disabled}
                value={item.label}
                error={faults.at('/label')}
                onChange={(event) => set(labelled(item, event.currentTarget.value, others, 'field'))}
              />
              <Select
                label={t('kind')}
                allowDeselect={false}
                disabled={disabled || item.isKept}
                data={kinds}
                value={item.kind}
                error={faults.at('/kind')}
                onChange={(kind) => set({ kind: kind as FieldDefinition['kind'] })}
              />
              <Select
                label={t('requiredFrom')}
                placeholder={t('notRequired')}
                clearable
                disabled={disabled}
                data={statuses}
                value={item.requiredFrom ?? null}
                error={faults.at('/requiredFrom')}
                onChange={(status) => set({ requiredFrom: (status as Status) ?? undefined })}
              />
            </div>
            {hasOptions(item) && (
              <OptionsInput
                value={item.options ?? []}
                disabled={disabled}
                faults={faults.under('/options')}
                onChange={(options) => set({ options: [...options] })}
              />
            )}
            <Checkbox
              label={t('visibleToCustomer')}
              disabled={disabled}
              checked={item.visibleToCustomer ?? false}
              onChange={(event) => set({ visibleToCustomer: event.currentTarget.checked })}
            />
            <FieldDetails value={item} disabled={disabled} faults={faults} onChange={set} />
          </>
        );
      }}
    </ItemList>
  );
}
