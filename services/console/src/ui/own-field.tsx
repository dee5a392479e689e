import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import type { FieldDefinition, FieldOption, FieldValue } from '@deskbeat/contracts';
import { ReferencePicker } from './reference-picker.js';

export interface OwnFieldGiven {
  field: FieldDefinition;
  value: FieldValue | undefined;
  error?: string;
  size?: 'xs' | 'sm';
  /** Says its name to those who hear it only, where the name stands beside it. */
  bare?: boolean;
  required?: boolean;
  onChange: (value: FieldValue | null) => void;
}

/** Options that may be chosen now; one that is retired only as long as it is chosen. */
const choicesOf = (options: readonly FieldOption[], chosen: readonly string[]) =>
  options
    .filter(({ key, retired }) => !retired || chosen.includes(key))
    .map(({ key, label }) => ({ value: key, label }));

/** The input that fits a field of the organisation's own. */
export function OwnField({ field, value, error, size = 'sm', bare = false, required, onChange }: OwnFieldGiven) {
  const { kind, label, help, options = [], min, max } = field;
  const named = bare ? { 'aria-label': label } : { label, description: help };
  const common = { ...named, size, error, required, name: field.key };
  const text = (value as string | undefined) ?? '';
  const typed = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || null);
  switch (kind) {
    case 'text':
      return <TextInput {...common} value={text} maxLength={max} onChange={typed} />;
    case 'date':
      return <TextInput {...common} type="date" value={text} onChange={typed} />;
    case 'number':
      return (
        <NumberInput
          {...common}
          min={min}
          max={max}
          hideControls
          value={(value as number | undefined) ?? ''}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      );
    case 'checkbox':
      return (
        <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case 'choice':
      return (
        <Select
          {...common}
          clearable
          searchable={options.length > 8}
          data={choicesOf(options, [text])}
          value={text || null}
          onChange={onChange}
        />
      );
    case 'multi-choice': {
      const chosen = (value as string[] | undefined) ?? [];
      return (
        <MultiSelect
          {...common}
          data={choicesOf(options, chosen)}
          value={[...chosen]}
          onChange={(next) => onChange(next.length > 0 ? next : null)}
        />
      );
    }
    case 'customer':
    case 'asset':
      return <ReferencePicker {...common} of={kind} value={text || null} onChange={onChange} />;
  }
}
