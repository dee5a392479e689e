import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../../i18n/language.js';
import { durationText, msIn } from './durations.js';
import { slaWords } from './sla-setting-words.js';

interface Shown {
  label: string;
  /** Not shown, only said. */
  hidden?: boolean;
  /** Milliseconds; nothing where it is empty, no number where it is no duration. */
  value: number | undefined;
  onChange: (ms: number | undefined) => void;
  error?: string;
  disabled?: boolean;
}

/** A duration as people type it. */
export function DurationInput({ label, hidden, value, onChange, error, disabled }: Shown) {
  const t = useWords(slaWords);
  const units = { h: t('h'), min: t('min') };
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (value === undefined || Number.isNaN(value) ? '' : durationText(value, units));
  const isWrong = typed !== undefined && typed.trim() !== '' && msIn(typed) === undefined;
  return (
    <TextInput
      {...(hidden ? { 'aria-label': label } : { label })}
      value={shown}
      disabled={disabled}
      error={isWrong ? t('noDuration') : error}
      onChange={({ currentTarget: { value: next } }) => {
        setTyped(next);
        onChange(next.trim() === '' ? undefined : (msIn(next) ?? Number.NaN));
      }}
      onBlur={() => !isWrong && setTyped(undefined)}
    />
  );
}
