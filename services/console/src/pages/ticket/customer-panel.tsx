import { ActionIcon, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPencil, IconRepeat } from '@tabler/icons-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { CustomerHistory, TicketView } from '@deskbeat/contracts';
import { assetsQuery, customerFieldsQuery } from '../../api/customers.js';
import { to, useAllowed } from '../../api/permissions.js';
import { keys, queryClient } from '../../api/queries.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { OwnFieldText } from '../../ui/own-field-text.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { Section } from '../../ui/section.js';
import { useMinute } from '../../ui/ticker.js';
import { TicketBriefLine, useTypeName } from '../../ui/ticket-row.js';
import { panelWords } from './panel-words.js';
import { historyQuery } from './ticket-data.js';
import styles from './ticket.module.css';

const CustomerForm = lazy(async () => ({ default: (await import('../customers/customer-form.js')).CustomerForm }));

const shown = 6;
const mostAssets = 4;

/** Who the customer is, and what there was before. */
export function CustomerPanel({ ticket }: { ticket: TicketView }) {
  const t = useWords(panelWords);
  const history = useQuery(historyQuery(ticket.id)).data;
  const [isEditing, setEditing] = useState(false);
  const close = () => {
    setEditing(false);
    void queryClient.invalidateQueries({ queryKey: keys.ticket(ticket.id) });
  };
  const mayEdit = useAllowed(to.knowCustomers);
  const edit = history && mayEdit && (
    <ActionIcon size={22} aria-label={t('editCustomer')} title={t('editCustomer')} onClick={() => setEditing(true)}>
      <IconPencil size={14} />
    </ActionIcon>
  );
  return (
    <>
      <Section title={t('customer')} actions={edit}>
        {history ? <Who history={history} /> : <Skeleton height={96} />}
        {history && isEditing && (
          <Suspense>
            <CustomerForm customer={history.customer} onClose={close} />
          </Suspense>
        )}
      </Section>
      <Section
        title={t('history')}
        actions={history && <span className="db-quiet">{t('total', { n: history.total })}</span>}
      >
        {history ? <Before history={history} ticket={ticket} /> : <Skeleton height={72} />}
      </Section>
    </>
  );
}

function Who({ history: { customer } }: { history: CustomerHistory }) {
  const t = useWords(panelWords);
  const { timeThere } = useFormats();
  useMinute();
  const { id, name, email, phone, tier, region, language, timeZone } = customer;
  const defined = useQuery(customerFieldsQuery).data?.fields ?? [];
  const assets = useQuery(assetsQuery(id)).data?.items ?? [];
  const facts: [string, ReactNode][] = [
    [t('email'), email && <a href={`mailto:${email}`}>{email}</a>],
    [t('phone'), phone && <a href={`tel:${phone}`}>{phone}</a>],
    [t('tier'), tier],
    [t('region'), region],
    [t('language'), language],
    [t('localTime'), timeZone && timeThere(timeZone)],
    ...defined.map((field): [string, ReactNode] => {
      const value = customer.fields?.[field.key];
      return [field.label, value !== undefined && <OwnFieldText field={field} value={value} />];
    }),
    [
      t('assets'),
      assets.length > 0 &&
        assets.slice(0, mostAssets).map((asset) => (
          <div key={asset.id}>
            {asset.product} <span className="db-quiet db-figures">{asset.serial}</span>
          </div>
        )),
    ],
  ];
  return (
    <>
      <div className={styles.line} style={{ marginBottom: 6 }}>
        <PersonAvatar id={name ?? id} name={name ?? email ?? id} size={28} />
        <Link to={`/customers/${encodeURIComponent(id)}`} className="db-line">
          <strong>{name ?? email ?? phone ?? id}</strong>
        </Link>
      </div>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => [<dt key={`${label}-label`}>{label}</dt>, <dd key={`${label}-value`}>{value}</dd>])}
      </dl>
    </>
  );
}

function Before({ history, ticket }: { history: CustomerHistory; ticket: TicketView }) {
  const t = useWords(panelWords);
  const typeName = useTypeName();
  const { number } = useFormats();
  const { occurrence, satisfaction, items } = history;
  const times = occurrence?.product ?? occurrence?.type ?? 0;
  const what = occurrence?.product && ticket.product ? ticket.product : typeName(ticket.type);
  const others = items.filter(({ id }) => id !== ticket.id).slice(0, shown);
  return (
    <>
      {times > 1 && (
        <div className={styles.pattern}>
          <IconRepeat size={14} aria-hidden /> {t('again', { what, n: times })}
        </div>
      )}
      {satisfaction.average !== undefined && (
        <p style={{ margin: '0 0 6px' }}>
          {t('satisfaction', { average: number(Math.round(satisfaction.average * 10) / 10) })}
        </p>
      )}
      {others.length === 0 && <span className="db-quiet">{t('nothingElse')}</span>}
      {others.map((other) => (
        <TicketBriefLine key={other.id} ticket={other} />
      ))}
    </>
  );
}
