import { ActionIcon, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconAddressBook, IconPlus, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { NavLink, useParams } from 'react-router';
import type { CustomerView } from '@deskbeat/contracts';
import { customerSearchQuery } from '../../api/customers.js';
import { to, useAllowed } from '../../api/permissions.js';
import { useTitle } from '../../app/page-title.js';
import { useWords } from '../../i18n/language.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { ProblemPanel } from '../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../ui/section.js';
import { Split } from '../../ui/split.js';
import { CustomerPanel } from './customer-panel.js';
import { customerWords } from './customer-words.js';
import styles from './customers.module.css';
import { TierMark } from './tier-mark.js';

const NewCustomer = lazy(() => import('./new-customer.js'));

/** Who the customers are: a list to search, and one of them. */
export function Page() {
  const t = useWords(customerWords);
  const { id } = useParams();
  const [typed, setTyped] = useState('');
  useTitle(t('title'));
  return (
    <Split
      isChosen={id !== undefined}
      head={<Finding typed={typed} onType={setTyped} />}
      list={<Found typed={typed} />}
    >
      {id === undefined ? (
        <EmptyState icon={<IconAddressBook size={36} stroke={1.4} />} title={t('choose')}>
          {t('chooseHint')}
        </EmptyState>
      ) : (
        <CustomerPanel key={id} id={id} />
      )}
    </Split>
  );
}

function Finding({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  const t = useWords(customerWords);
  const mayCreate = useAllowed(to.knowCustomers);
  const [isNew, setNew] = useState(false);
  return (
    <>
      <div className={styles.search}>
        <TextInput
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} />}
          value={typed}
          maxLength={100}
          onChange={(event) => onType(event.currentTarget.value)}
        />
        {mayCreate && (
          <ActionIcon
            size={34}
            variant="default"
            aria-label={t('newCustomer')}
            title={t('newCustomer')}
            onClick={() => setNew(true)}
          >
            <IconPlus size={18} />
          </ActionIcon>
        )}
      </div>
      {isNew && (
        <Suspense>
          <NewCustomer onClose={() => setNew(false)} />
        </Suspense>
      )}
    </>
  );
}

function Found({ typed }: { typed: string }) {
  const t = useWords(customerWords);
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery(customerSearchQuery(q));
  const items = found.data?.items ?? [];
  return (
    <>
      {found.isPending && <SkeletonRows rows={10} />}
      {found.error && !found.data && <ProblemPanel error={found.error} retry={() => void found.refetch()} />}
      {found.data && items.length === 0 && (
        <EmptyState title={q ? t('noMatch', { q }) : t('none')}>{!q && t('noneHint')}</EmptyState>
      )}
      <nav aria-label={t('title')}>
        {items.map((customer) => (
          <CustomerLine key={customer.id} customer={customer} />
        ))}
      </nav>
    </>
  );
}

function CustomerLine({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const { id, name = t('unnamed'), email, phone, region, tier } = customer;
  return (
    <NavLink to={`/customers/${encodeURIComponent(id)}`} className={styles.line} data-customer={id}>
      <PersonAvatar id={id} name={name} size={28} />
      <span className={styles.lineText}>
        <span className="db-line">{name}</span>
        <span className="db-line db-quiet">{[email ?? phone, region].filter(Boolean).join(' · ')}</span>
      </span>
      <TierMark tier={tier} />
    </NavLink>
  );
}
