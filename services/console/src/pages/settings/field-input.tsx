import { MultiSelect, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { peopleQuery, queuesQuery, teamsQuery } from '../../api/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import type { Field, Source, Value } from './resource.js';
import { settingsWords } from './settings-words.js';

interface Shown {
  field: Field;
  value: Value;
  error?: string;
  disabled: boolean;
  onChange: (value: Value) => void;
}

/** The input that fits a field of a description. */
export function FieldInput({ field, value, error, disabled, onChange }: Shown) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const dataOf = useSource();
  const common = {
    label: say(field.word, language),
    description: field.hint && say(field.hint, language),
    required: field.required,
    name: field.name,
    error,
    disabled,
  };
  const typed = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  switch (field.kind) {
    case 'line':
      return <TextInput {...common} value={value as string} onChange={typed} />;
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
    case 'one-of': {
      const data = 'choices' in field ? wordsOf(field.choices) : dataOf(field.source);
      return (
        <Select
          {...common}
          searchable={field.kind === 'one-of'}
          clearable={!field.required}
          allowDeselect={!field.required}
          data={data}
          value={(value as string) || null}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    }
    case 'choices':
    case 'some-of': {
      const data = 'choices' in field ? wordsOf(field.choices) : dataOf(field.source);
      return <MultiSelect {...common} searchable data={data} value={[...(value as string[])]} onChange={onChange} />;
    }
  }

  function wordsOf(choices: readonly { value: string; word: Parameters<typeof say>[0] }[]) {
    return choices.map((choice) => ({ value: choice.value, label: say(choice.word, language) }));
  }
}

/** What a field may name, by the directory. */
function useSource(): (source: Source) => { value: string; label: string }[] {
  const people = useQuery(peopleQuery).data?.items;
  const teams = useQuery(teamsQuery).data?.items;
  const queues = useQuery(queuesQuery).data?.items;
  const all = { people, teams, queues };
  return (source) => (all[source] ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
