import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useWords } from '../../../i18n/language.js';
import formStyles from '../form/form.module.css';
import type { Faults } from '../../../ui/faults.js';
import { hasBounds, type EditedField } from './definition.js';
import { typeSettingWords } from './type-words.js';
import styles from './types.module.css';

interface Shown {
  value: EditedField;
  disabled: boolean;
  faults: Faults;
  onChange: (change: Partial<EditedField>) => void;
}

const boundWords = {
  text: ['minLength', 'maxLength'],
  number: ['minNumber', 'maxNumber'],
  'multi-choice': ['minChoices', 'maxChoices'],
} as const;

/** What is seldom said of a field; open where something is wrong in it. */
export function FieldDetails({ value, disabled, faults, onChange }: Shown) {
  const t = useWords(typeSettingWords);
  const isWrong = ['/key', '/help', '/min', '/max'].some((name) => faults.at(name) !== undefined);
  const bounds = boundWords[value.kind as keyof typeof boundWords];
  return (
    <details className={styles.details} open={isWrong || undefined}>
      <summary>
        {t('details')} <span className="db-quiet">{value.key}</span>
      </summary>
      <div className={formStyles.grid}>
        <TextInput
          label={t('key')}
          disabled={disabled || value.isKept}
          value={value.key}
          error={faults.at('/key')}
          onChange={(event) => onChange({ key: event.currentTarget.value })}
        />
        {hasBounds(value) &&
          bounds &&
          (['min', 'max'] as const).map((name, at) => (
            <NumberInput
              key={name}
              label={t(bounds[at]!)}
              disabled={disabled}
              value={value[name] ?? ''}
              error={faults.at(`/${name}`)}
              onChange={(next) => onChange({ [name]: next === '' ? undefined : Number(next) })}
            />
          ))}
      </div>
      <Textarea
        label={t('help')}
        disabled={disabled}
        value={value.help ?? ''}
        error={faults.at('/help')}
        onChange={(event) => onChange({ help: event.currentTarget.value })}
      />
    </details>
  );
}
