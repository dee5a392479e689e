import { Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FieldDefinition, TicketView } from '@deskbeat/contracts';
import { useFieldLimits } from '../../api/field-rules.js';
import { queuesQuery, typesQuery } from '../../api/queries.js';
import { updateTicket } from '../../api/tickets.js';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { localMinute } from '../../i18n/times.js';
import { say } from '../../i18n/words.js';
import { OwnFieldText } from '../../ui/own-field-text.js';
import { Section } from '../../ui/section.js';
import { useTypeName } from '../../ui/ticket-row.js';
import { channelWords } from '../../ui/vocabulary-words.js';
import { InlineField } from './inline-field.js';
import { latest } from './latest.js';
import { panelWords } from './panel-words.js';
import { fieldEdit, tagsEdit, traitEdit, type Edit, type Trait } from './ticket-edits.js';
import styles from './ticket.module.css';
import type { Changing } from './use-changing.js';

interface Given {
  ticket: TicketView;
  changing: Changing;
}

/** What the ticket is about, and the fields of its type's own; each is edited where it stands. */
export function DetailsPanel({ ticket, changing }: Given) {
  const t = useWords(panelWords);
  const { language } = useLanguage();
  const { instant } = useFormats();
  const queue = useQuery(queuesQuery).data?.items.find(({ id }) => id === ticket.queueId);
  const fields = useQuery(typesQuery).data?.items.find(({ key }) => key === ticket.type)?.fields ?? [];
  const save = (what: string, { changes, shown, back }: Edit) =>
    void changing.change({
      done: t('changed', { what }),
      shown,
      work: () => updateTicket(latest(ticket), changes),
      undo: () => updateTicket(latest(ticket), back),
    });
  const limits = useFieldLimits('ticket');
  const typeName = useTypeName();
  const trait = (name: Trait & keyof typeof panelWords, kind: FieldDefinition['kind']) =>
    limits.fixes(name) ? (
      ticket[name]
    ) : (
      <InlineField
        field={{ key: name, label: t(name), kind, ...(kind === 'number' && { min: 1 }) }}
        value={ticket[name]}
        onSave={(value) => save(t(name), traitEdit(ticket, name, value))}
      />
    );
  const rows: [string, ReactNode][] = [
    [
      t('type'),
      limits.fixes('type') ? typeName(ticket.type) : <TypeChoice key="type" ticket={ticket} changing={changing} />,
    ],
    [t('product'), trait('product', 'text')],
    [t('region'), trait('region', 'text')],
    [t('affected'), trait('affected', 'number')],
    [
      t('tags'),
      limits.fixes('tags') ? (
        ticket.tags.join(', ')
      ) : (
        <TagsInput
          key="tags"
          size="xs"
          aria-label={t('tags')}
          styles={{ inputField: { minWidth: 32 } }}
          value={ticket.tags}
          onChange={(tags) => save(t('tags'), tagsEdit(ticket, tags))}
        />
      ),
    ],
    [
      t('plannedFor'),
      limits.fixes('plannedFor')
        ? ticket.plannedFor && instant(ticket.plannedFor)
        : (ticket.priority === 'planned' || ticket.plannedFor) && (
            <PlannedFor key="planned" ticket={ticket} onSave={save} />
          ),
    ],
    ...fields
      .filter(({ key }) => !limits.hides(`fields.${key}`))
      .map((field): [string, ReactNode] => [
        field.label,
        <TypeField
          key={field.key}
          field={field}
          value={ticket.fields?.[field.key]}
          isFixed={limits.fixes(`fields.${field.key}`)}
          onSave={(value) => save(field.label, fieldEdit(ticket, field.key, value))}
        />,
      ]),
    [t('channel'), say(channelWords[ticket.channel], language)],
    [t('queue'), queue?.name ?? ticket.queueId],
    [t('opened'), instant(ticket.createdAt)],
  ];
  return (
    <Section title={t('details')}>
      <dl className={styles.facts}>
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => [<dt key={`${label}-label`}>{label}</dt>, <dd key={`${label}-value`}>{value}</dd>])}
      </dl>
    </Section>
  );
}

/** A field of the type's own; a plain text for who may not change it. */
function TypeField({ isFixed, ...given }: Parameters<typeof InlineField>[0] & { isFixed: boolean }) {
  if (!isFixed) return <InlineField {...given} />;
  return (
    <span data-fixed>{given.value === undefined ? '–' : <OwnFieldText field={given.field} value={given.value} />}</span>
  );
}

function TypeChoice({ ticket, changing }: Given) {
  const t = useWords(panelWords);
  const typeName = useTypeName();
  const types = useQuery(typesQuery).data?.items ?? [];
  const choose = (type: string) =>
    void changing.change({
      done: t('changed', { what: t('type') }),
      shown: { type },
      work: () => updateTicket(latest(ticket), { type }),
      // Values that the other type had no field for come back with it.
      undo: () => updateTicket(latest(ticket), { type: ticket.type, ...(ticket.fields && { fields: ticket.fields }) }),
    });
  return (
    <Select
      size="xs"
      aria-label={t('type')}
      allowDeselect={false}
      value={ticket.type}
      data={types
        .filter(({ active, key }) => active || key === ticket.type)
        .map(({ key }) => ({ value: key, label: typeName(key) }))}
      onChange={(type) => type && type !== ticket.type && choose(type)}
    />
  );
}

/** When planned work is to be done, in the reader's own time. */
function PlannedFor({ ticket, onSave }: { ticket: TicketView; onSave: (what: string, edit: Edit) => void }) {
  const t = useWords(panelWords);
  const shown = ticket.plannedFor && localMinute(ticket.plannedFor);
  const save = (value: string) => {
    if (value === (shown ?? '')) return;
    onSave(t('plannedFor'), traitEdit(ticket, 'plannedFor', value ? new Date(value).toISOString() : null));
  };
  return (
    <TextInput
      key={shown}
      size="xs"
      type="datetime-local"
      aria-label={t('plannedFor')}
      defaultValue={shown}
      onBlur={(event) => save(event.currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && save(currentTarget.value)}
    />
  );
}
