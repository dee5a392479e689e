import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { defaultTiers } from '@deskbeat/contracts/vocabulary';
import { customerFieldsQuery } from '../../api/customers.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { OwnField } from '../../ui/own-field.js';
import { texts, type Filled, type TextName } from './customer-changes.js';
import { customerWords, tierWords } from './customer-words.js';
import { Organisations } from './organisations.js';

interface Given {
  filled: Filled;
  errors: Readonly<Record<string, string>>;
  /** Of people only. */
  hasOrganisations: boolean;
  onChange: (change: Partial<Filled>) => void;
}

/** What people know of a customer, and the organisation's own fields. */
export function CustomerInputs({ filled, errors, hasOrganisations, onChange }: Given) {
  const t = useWords(customerWords);
  const { language } = useLanguage();
  const fields = useQuery(customerFieldsQuery).data?.fields ?? [];
  const text = (name: TextName) => ({
    label: t(name),
    value: filled[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  });
  const tiers = [...new Set([...defaultTiers, filled.tier])];
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {texts.map((name) => (
          <TextInput key={name} {...text(name)} data-autofocus={name === 'name' || undefined} />
        ))}
        <Select
          label={t('tier')}
          allowDeselect={false}
          data={tiers.map((value) => ({ value, label: tierWords[value] ? say(tierWords[value], language) : value }))}
          value={filled.tier}
          error={errors.tier}
          onChange={(tier) => tier && onChange({ tier })}
        />
        {fields.map((field) => (
          <OwnField
            key={field.key}
            field={field}
            value={filled.fields[field.key] ?? undefined}
            onChange={(value) => onChange({ fields: { ...filled.fields, [field.key]: value } })}
          />
        ))}
      </SimpleGrid>
      {errors.fields && <span style={{ color: 'var(--db-red)' }}>{errors.fields}</span>}
      {hasOrganisations && (
        <Organisations ids={filled.organisationIds} onChange={(organisationIds) => onChange({ organisationIds })} />
      )}
      <Textarea {...text('notes')} description={t('notesHint')} maxRows={10} />
    </>
  );
}
