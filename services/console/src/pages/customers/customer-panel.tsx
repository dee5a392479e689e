import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconGitMerge, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CustomerView } from '@deskbeat/contracts';
import { customerQuery, unmergeCustomer } from '../../api/customers.js';
import { to, useAllowed } from '../../api/permissions.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { BackLink } from '../../ui/split.js';
import { useMinute } from '../../ui/ticker.js';
import { useDoing } from '../../ui/toaster.js';
import { Assets } from './assets.js';
import { CustomerForm } from './customer-form.js';
import { customerWords, kindWords } from './customer-words.js';
import styles from './customers.module.css';
import { Duplicates } from './duplicates.js';
import { useCustomerFormats } from './formats.js';
import { History } from './history.js';
import { Identities } from './identities.js';
import { KnownFacts } from './known-facts.js';
import { Members } from './members.js';
import { TierMark } from './tier-mark.js';

/** All about one customer. */
export function CustomerPanel({ id }: { id: string }) {
  const t = useWords(customerWords);
  const customer = useQuery(customerQuery(id));
  const mayChange = useAllowed(to.knowCustomers);
  const [isEditing, setEditing] = useState(false);
  if (customer.isPending) return <SkeletonRows rows={10} />;
  if (!customer.data) return <ProblemPanel error={customer.error} retry={() => void customer.refetch()} />;
  const view = customer.data;
  return (
    <div className={styles.customer}>
      <BackLink to="/customers">{t('back')}</BackLink>
      {view.mergedInto && <MergedNotice customer={view} />}
      <Head customer={view} onEdit={mayChange ? () => setEditing(true) : undefined} />
      {isEditing && <CustomerForm customer={view} onClose={() => setEditing(false)} />}
      {view.notes && <p className={styles.notes}>{view.notes}</p>}
      <div className={styles.parts}>
        <History id={id} />
        <div className={styles.aside}>
          <Identities customer={view} />
          <KnownFacts customer={view} />
          {view.kind === 'organisation' && <Members organisationId={id} />}
          <Assets customerId={id} />
          {!view.mergedInto && mayChange && <Duplicates customer={view} />}
        </div>
      </div>
    </div>
  );
}

function Head({ customer, onEdit }: { customer: CustomerView; onEdit?: () => void }) {
  const t = useWords(customerWords);
  const { language } = useLanguage();
  const { timeThere, date } = useCustomerFormats();
  useMinute();
  const { id, name = t('unnamed'), kind, tier, region, timeZone, createdAt } = customer;
  const there = timeZone && timeThere(timeZone);
  const facts = [
    say(kindWords[kind], language),
    region,
    customer.language,
    there && t('localTime', { time: there }),
    t('since', { date: date(createdAt) }),
  ];
  return (
    <header className={styles.head}>
      <PersonAvatar id={id} name={name} size={44} />
      <div className={styles.headText}>
        <h2>
          {name} <TierMark tier={tier} />
        </h2>
        <span className="db-quiet">{facts.filter(Boolean).join(' · ')}</span>
      </div>
      {onEdit && (
        <Button variant="default" leftSection={<IconPencil size={15} />} onClick={onEdit}>
          {t('edit')}
        </Button>
      )}
    </header>
  );
}

function MergedNotice({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const { date } = useCustomerFormats();
  const doing = useDoing();
  const { id, name = t('unnamed'), mergedInto } = customer;
  return (
    <div className={styles.merged} role="status">
      <IconGitMerge size={18} aria-hidden />
      <span>{t('mergedInto', { date: date(mergedInto!.at) })}</span>
      <Button component={Link} to={`/customers/${encodeURIComponent(mergedInto!.id)}`} variant="default">
        {t('openOther')}
      </Button>
      <Button onClick={() => void doing(t('unmerged', { name }), () => unmergeCustomer(id))}>{t('unmerge')}</Button>
    </div>
  );
}
