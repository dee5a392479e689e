import { MultiSelect, NumberInput, TagsInput } from '@mantine/core';
import { defaultTiers } from '@deskbeat/contracts/vocabulary';
import type { FieldDefinition, RoutingCondition } from '@deskbeat/contracts';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say, type Word } from '../../../i18n/words.js';
import { channelWords, priorityWords } from '../../../ui/vocabulary-words.js';
import { kindWords } from '../../customers/customer-words.js';
import { Organisations } from '../../customers/organisations.js';
import { useChoices } from '../form/use-choices.js';
import { routingWords } from './routing-words.js';

interface Shown {
  condition: RoutingCondition;
  /** Of the field, if it is the organisation's own. */
  own?: FieldDefinition;
  disabled: boolean;
  error?: string;
  onChange: (values: string[]) => void;
}

/** The values that a condition names: chosen where it is known what there is, else typed. */
export function ConditionValues({ condition: { field, is, values }, own, disabled, error, onChange }: Shown) {
  const t = useWords(routingWords);
  const { language } = useLanguage();
  const types = useChoices('types');
  const regions = useChoices('regions');
  const named = (words: Readonly<Record<string, Word>>) =>
    Object.entries(words).map(([value, word]) => ({ value, label: say(word, language) }));
  const known: Readonly<Record<string, { value: string; label: string }[]>> = {
    type: types,
    priority: named(priorityWords),
    channel: named(channelWords),
    customerKind: named(kindWords),
    ...(regions.length > 0 && { region: regions }),
    ...(own?.options && { [field]: own.options.map(({ key, label }) => ({ value: key, label })) }),
  };
  const common = { label: t('values'), disabled, error };
  if (is === 'at-least')
    return (
      <NumberInput
        {...common}
        value={values[0] ?? ''}
        onChange={(next) => onChange(next === '' ? [] : [String(next)])}
      />
    );
  if (field === 'organisation') return <Organisations ids={values} {...{ error, disabled, onChange }} />;
  const choices = known[field];
  if (choices && is !== 'containing') {
    const gone = values.filter((one) => !choices.some(({ value }) => value === one));
    const data = [...choices, ...gone.map((value) => ({ value, label: value }))];
    return <MultiSelect {...common} searchable data={data} value={values} onChange={onChange} />;
  }
  return <TagsInput {...common} data={field === 'tier' ? [...defaultTiers] : []} value={values} onChange={onChange} />;
}
