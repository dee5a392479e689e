import { Select, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FieldDefinition, FieldValue, TicketView } from '@deskbeat/contracts';
import { queuesQuery, typesQuery } from '../../api/queries.js';
import { updateTicket } from '../../api/tickets.js';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { Section } from '../../ui/section.js';
import { useTypeName } from '../../ui/ticket-row.js';
import { channelWords } from '../../ui/vocabulary-words.js';
import { latest } from './latest.js';
import { panelWords } from './panel-words.js';
import styles from './ticket.module.css';
import type { Changing } from './use-changing.js';

/** What the ticket is about, and the fields of its type's own. */
export function DetailsPanel({ ticket, changing }: { ticket: TicketView; changing: Changing }) {
  const t = useWords(panelWords);
  const { language } = useLanguage();
  const { instant, number } = useFormats();
  const typeName = useTypeName();
  const types = useQuery(typesQuery).data?.items ?? [];
  const queue = useQuery(queuesQuery).data?.items.find(({ id }) => id === ticket.queueId);
  const fields = types.find(({ key }) => key === ticket.type)?.fields ?? [];
  const set = (done: string, changes: Parameters<typeof updateTicket>[1], before: Parameters<typeof updateTicket>[1]) =>
    void changing.change({
      done,
      work: () => updateTicket(ticket, changes),
      undo: () => updateTicket(latest(ticket), before),
    });
  const facts = [
    [t('channel'), say(channelWords[ticket.channel], language)],
    [t('queue'), queue?.name ?? ticket.queueId],
    [t('product'), ticket.product],
    [t('region'), ticket.region],
    [t('affected'), ticket.affected && number(ticket.affected)],
    [t('opened'), instant(ticket.createdAt)],
    ...fields.map((field) => [field.label, shown(field, ticket.fields?.[field.key])]),
  ].filter(([, value]) => value);
  const choices = types
    .filter(({ active, key }) => active || key === ticket.type)
    .map(({ key }) => ({ value: key, label: typeName(key) }));
  return (
    <Section title={t('details')}>
      <dl className={styles.facts}>
        <dt>{t('type')}</dt>
        <dd>
          <Select
            size="xs"
            aria-label={t('type')}
            allowDeselect={false}
            value={ticket.type}
            data={choices}
            onChange={(type) => type && type !== ticket.type && set(t('typeDone'), { type }, { type: ticket.type })}
          />
        </dd>
        <dt>{t('tags')}</dt>
        <dd>
          <TagsInput
            size="xs"
            aria-label={t('tags')}
            styles={{ inputField: { minWidth: 32 } }}
            value={ticket.tags}
            onChange={(tags) => set(t('tagsDone'), { tags }, { tags: ticket.tags })}
          />
        </dd>
        {facts.map(([label, value]) => [
          <dt key={`${label}-label`}>{label}</dt>,
          <dd key={`${label}-value`}>{value}</dd>,
        ])}
      </dl>
    </Section>
  );
}

/** A value as its field shows it: choices by their labels. */
function shown({ kind, options = [] }: FieldDefinition, value: FieldValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  const labelOf = (key: string) => options.find((option) => option.key === key)?.label ?? key;
  if (Array.isArray(value)) return value.map(labelOf).join(', ');
  if (kind === 'checkbox') return value ? '✓' : '–';
  return kind === 'choice' ? labelOf(String(value)) : String(value);
}
