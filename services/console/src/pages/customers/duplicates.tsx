import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CustomerView, LikelyDuplicate } from '@deskbeat/contracts';
import { customerSearchQuery, duplicatesQuery, mergeCustomer, unmergeCustomer } from '../../api/customers.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { NothingHere, Panel } from '../../ui/panel.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { useDoing } from '../../ui/toaster.js';
import { customerWords, duplicateWords } from './customer-words.js';
import styles from './customers.module.css';
import { MergeDialog } from './merge-dialog.js';

/** Who may be the same; a merge can be undone. */
export function Duplicates({ customer }: { customer: CustomerView }) {
  const t = useWords(customerWords);
  const doing = useDoing();
  const found = useQuery(duplicatesQuery(customer.id));
  const [duplicate, setDuplicate] = useState<CustomerView>();
  const nameOf = ({ name, email }: CustomerView) => name ?? email ?? t('unnamed');
  const merge = async (one: CustomerView) => {
    setDuplicate(undefined);
    await doing(
      t('merged', { duplicate: nameOf(one), into: nameOf(customer) }),
      () => mergeCustomer(one.id, customer.id),
      () => unmergeCustomer(one.id),
    );
  };
  return (
    <Panel title={t('duplicates')}>
      {found.isPending && <SkeletonRows rows={2} />}
      {found.error && !found.data && <ProblemPanel error={found.error} retry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <NothingHere>{t('noDuplicates')}</NothingHere>}
      {found.data?.items.map((likely) => (
        <LikelyLine key={likely.customer.id} likely={likely} onMerge={() => setDuplicate(likely.customer)} />
      ))}
      <OtherCustomer customer={customer} onChoose={setDuplicate} />
      {duplicate && (
        <MergeDialog
          duplicate={nameOf(duplicate)}
          into={nameOf(customer)}
          onMerge={() => void merge(duplicate)}
          onClose={() => setDuplicate(undefined)}
        />
      )}
    </Panel>
  );
}

function LikelyLine({ likely, onMerge }: { likely: LikelyDuplicate; onMerge: () => void }) {
  const t = useWords(customerWords);
  const { language } = useLanguage();
  const { customer, because } = likely;
  const { id, name = t('unnamed'), email, phone } = customer;
  const what = because.map((reason) => say(duplicateWords[reason], language)).join(', ');
  return (
    <div className={styles.duplicate} data-customer={id}>
      <PersonAvatar id={id} name={name} size={28} />
      <Link to={`/customers/${encodeURIComponent(id)}`} className={styles.lineText}>
        <span className="db-line">{name}</span>
        <span className="db-line db-quiet">{[email ?? phone, t('same', { what })].filter(Boolean).join(' · ')}</span>
      </Link>
      <Button variant="default" onClick={onMerge}>
        {t('merge')}
      </Button>
    </div>
  );
}

/** For duplicates that do not look like one. */
function OtherCustomer({ customer, onChoose }: { customer: CustomerView; onChoose: (one: CustomerView) => void }) {
  const t = useWords(customerWords);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery(customerSearchQuery(q)).data?.items.filter(({ id }) => id !== customer.id) ?? [];
  return (
    <div className={styles.add}>
      <Select
        size="xs"
        style={{ gridColumn: '1 / -1' }}
        aria-label={t('whichOne')}
        placeholder={t('mergeOther')}
        searchable
        value={null}
        searchValue={typed}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        data={found.map(({ id, name = t('unnamed'), email }) => ({
          value: id,
          label: email ? `${name} · ${email}` : name,
        }))}
        onChange={(id) => {
          const one = found.find((each) => each.id === id);
          if (one) onChoose(one);
        }}
      />
    </div>
  );
}
