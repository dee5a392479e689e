import { Autocomplete, NumberInput, Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { channels, priorities } from '@deskbeat/contracts/vocabulary';
import type { Channel, Priority, TicketTypeView } from '@deskbeat/contracts';
import { regionsQuery } from '../../api/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { OwnField } from '../../ui/own-field.js';
import { useTypeName } from '../../ui/ticket-row.js';
import { channelWords, priorityWords } from '../../ui/vocabulary-words.js';
import { isAsked, isPlanned, type Filled } from './filled.js';
import styles from './new-ticket.module.css';
import { newTicketWords } from './new-ticket-words.js';

export interface Traits {
  filled: Filled;
  type?: TicketTypeView;
  errorAt: (pointer: string) => string | undefined;
  onChange: (change: Partial<Filled>) => void;
}

/** What kind of issue it is, how urgent, and how it came. */
export function Classification({ filled, type, types, errorAt, onChange }: Traits & { types: TicketTypeView[] }) {
  const t = useWords(newTicketWords);
  const { language } = useLanguage();
  const typeName = useTypeName();
  const priorityName = (priority: Priority) => say(priorityWords[priority], language);
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
      <Select
        label={t('type')}
        searchable={types.length > 8}
        allowDeselect={false}
        value={type?.key ?? null}
        onChange={(key) => onChange({ type: key })}
        data={types.map(({ key }) => ({ value: key, label: typeName(key) }))}
        error={errorAt('/type')}
      />
      <Select
        label={t('priority')}
        clearable
        placeholder={priorityName(type?.defaultPriority ?? 'medium')}
        value={filled.priority}
        onChange={(priority) => onChange({ priority: priority as Priority | null })}
        data={priorities.map((value) => ({ value, label: priorityName(value) }))}
        error={errorAt('/priority')}
      />
      <Select
        label={t('channel')}
        allowDeselect={false}
        value={filled.channel}
        onChange={(channel) => onChange({ channel: channel as Channel })}
        data={channels.map((value) => ({ value, label: say(channelWords[value], language) }))}
        error={errorAt('/channel')}
      />
      {isPlanned(filled, type) && (
        <TextInput
          type="datetime-local"
          label={t('plannedFor')}
          value={filled.plannedFor}
          error={errorAt('/plannedFor')}
          onChange={(event) => onChange({ plannedFor: event.currentTarget.value })}
        />
      )}
    </SimpleGrid>
  );
}

/** Fields that its type has, of whatever kind. */
export function TypeFields({ filled, type, errorAt, onChange }: Traits) {
  const t = useWords(newTicketWords);
  const typeName = useTypeName();
  if (!type || type.fields.length === 0) return null;
  const asks = type.fields.some((field) => isAsked(field, filled));
  const keep = (key: string, value: Filled['fields'][string] | null) => {
    const { [key]: _, ...others } = filled.fields;
    onChange({ fields: value === null ? others : { ...others, [key]: value } });
  };
  return (
    <fieldset className={styles.part}>
      <legend>{t('fieldsOf', { type: typeName(type.key) })}</legend>
      {asks && <p className="db-quiet">{t('askedFirst')}</p>}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        {type.fields.map((field) => (
          <OwnField
            key={field.key}
            field={field}
            value={filled.fields[field.key]}
            required={field.kind !== 'checkbox' && isAsked(field, filled)}
            error={errorAt(`/fields/${field.key}`)}
            onChange={(value) => keep(field.key, value)}
          />
        ))}
      </SimpleGrid>
    </fieldset>
  );
}

/** What it is about, where, and how far it reaches. */
export function About({ filled, errorAt, onChange }: Traits) {
  const t = useWords(newTicketWords);
  const regions = useQuery(regionsQuery).data?.items ?? [];
  const nameOf = (id: string) => regions.find((region) => region.id === id)?.name ?? id;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <TextInput
        label={t('product')}
        value={filled.product}
        error={errorAt('/product')}
        onChange={(event) => onChange({ product: event.currentTarget.value })}
      />
      <NumberInput
        size="sm"
        label={t('affected')}
        min={1}
        allowDecimal={false}
        hideControls
        value={filled.affected ?? ''}
        error={errorAt('/affected')}
        onChange={(next) => onChange({ affected: next === '' ? undefined : Number(next) })}
      />
      <Autocomplete
        size="sm"
        label={t('region')}
        placeholder={t('ofCustomer')}
        value={filled.region}
        error={errorAt('/region')}
        data={regions.map(({ id }) => id)}
        renderOption={({ option }) => nameOf(option.value)}
        onChange={(region) => onChange({ region })}
      />
      <TagsInput
        size="sm"
        label={t('tags')}
        value={filled.tags}
        error={errorAt('/tags')}
        onChange={(tags) => onChange({ tags })}
      />
    </SimpleGrid>
  );
}
