import { ActionIcon, Button, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useWords } from '../../i18n/language.js';
import type { FilledAttribute } from './asset-changes.js';
import { assetWords } from './asset-words.js';
import styles from './customers.module.css';

/** What else is known of a product: each with a name and a value. */
export function AttributesInput({
  value,
  error,
  onChange,
}: {
  value: readonly FilledAttribute[];
  error: string | undefined;
  onChange: (next: FilledAttribute[]) => void;
}) {
  const t = useWords(assetWords);
  const heading = useId();
  const set = (index: number, change: Partial<FilledAttribute>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <Stack gap="sm" role="group" aria-labelledby={heading}>
      <span id={heading} className={styles.heading}>
        {t('attributes')}
      </span>
      {value.map(({ name, value: text }, index) => (
        <div key={index} className={styles.attribute}>
          <TextInput
            aria-label={t('attributeName', { n: index + 1 })}
            placeholder="firmware-version"
            value={name}
            maxLength={50}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={name || t('attributeValue', { n: index + 1 })}
            value={text}
            maxLength={500}
            onChange={(event) => set(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t('attributeRemove', { name: name || index + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      {error && (
        <p className={styles.fault} role="alert">
          {error}
        </p>
      )}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...value, { name: '', value: '' }])}
        >
          {t('attributeAdd')}
        </Button>
      </div>
    </Stack>
  );
}
