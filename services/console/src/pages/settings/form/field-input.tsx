import { MultiSelect, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { settingsWords } from '../settings-words.js';
import type { Faults } from '../../../ui/faults.js';
import styles from './form.module.css';
import type { Choice, Field, Own, Source, Value } from './resource.js';
import { useChoices } from './use-choices.js';

interface Shown {
  field: Field;
  value: Value;
  faults: Faults;
  disabled: boolean;
  onChange: (value: Value) => void;
}

/** The input that fits a field of a description. */
export function FieldInput(shown: Shown) {
  const { field, value, faults, disabled, onChange } = shown;
  const t = useWords(settingsWords);
  const common = useCommon(shown);
  const typed = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  switch (field.kind) {
    case 'line':
      return <TextInput {...common} value={value as string} onChange={typed} />;
    case 'day':
      return (
        <TextInput
          {...common}
          type="date"
          styles={{ wrapper: { maxWidth: 200 } }}
          value={value as string}
          onChange={typed}
        />
      );
    case 'text':
      return <Textarea {...common} minRows={5} maxRows={16} value={value as string} onChange={typed} />;
    case 'switch':
      return (
        <Switch {...common} checked={value as boolean} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case 'number': {
      const { min, max } = field;
      return (
        <NumberInput
          {...common}
          min={min}
          max={max}
          allowDecimal={false}
          value={value as number}
          onChange={(next) => onChange(next === '' ? min : Number(next))}
        />
      );
    }
    case 'tags':
      return <TagsInput {...common} placeholder={t('addTag')} value={[...(value as string[])]} onChange={onChange} />;
    case 'choice':
    case 'choices':
      return <Chosen {...shown} choices={field.choices} />;
    case 'one-of':
    case 'some-of':
      return <Named {...shown} source={field.source} />;
    case 'own': {
      const { Input } = field;
      return (
        <fieldset className={styles.part} aria-label={common.label}>
          <legend>{common.label}</legend>
          {common.description && <p className="db-quiet">{common.description}</p>}
          <Input {...({ value, onChange, faults, disabled } as unknown as Own<never>)} />
          {faults.own && (
            <p className={styles.fault} role="alert">
              {faults.own}
            </p>
          )}
        </fieldset>
      );
    }
  }
}

function useCommon({ field, faults, disabled }: Shown) {
  const { language } = useLanguage();
  return {
    label: say(field.word, language),
    // How to name it is of no use where its name stays.
    description: field.hint && !(field.fixed && disabled) && say(field.hint, language),
    required: field.required,
    name: field.name,
    error: faults.at(''),
    disabled,
  };
}

function Chosen({ choices, ...shown }: Shown & { choices: readonly Choice[] }) {
  const { language } = useLanguage();
  const data = choices.map(({ value, word }) => ({ value, label: say(word, language) }));
  return <Choosing {...shown} data={data} />;
}

function Named({ source, ...shown }: Shown & { source: Source }) {
  return <Choosing {...shown} data={useChoices(source)} />;
}

/** One of a list, or several. */
function Choosing({ data, ...shown }: Shown & { data: { value: string; label: string }[] }) {
  const { field, value, onChange } = shown;
  const common = useCommon(shown);
  if (field.kind === 'choices' || field.kind === 'some-of')
    return <MultiSelect {...common} searchable data={data} value={[...(value as string[])]} onChange={onChange} />;
  return (
    <Select
      {...common}
      searchable={data.length > 8}
      clearable={!field.required}
      allowDeselect={!field.required}
      data={data}
      value={(value as string) || null}
      onChange={(next) => onChange(next ?? '')}
    />
  );
}
