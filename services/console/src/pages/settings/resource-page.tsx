import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, NavLink, useParams } from 'react-router';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { ProblemPanel } from '../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../ui/section.js';
import type { Kept, Resource } from './resource.js';
import { ResourceForm } from './resource-form.js';
import { settingsWords } from './settings-words.js';
import styles from './settings.module.css';

/** In the address, of one that is not there yet. */
const fresh = '+';

/** All of a kind, and the form of one. */
export function ResourcePage({ of }: { of: Resource }) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const { id } = useParams();
  const [typed, setTyped] = useState('');
  const list = useQuery({ queryKey: of.queryKey, queryFn: ({ signal }) => of.list(signal) });
  const all = [...(list.data?.items ?? [])].sort((a, b) => of.titleOf(a).localeCompare(of.titleOf(b), language));
  const noteOf = (view: Kept) => of.noteOf(view, (word) => say(word, language));
  const wanted = typed.trim().toLowerCase();
  const shown = all.filter((view) => `${of.titleOf(view)} ${noteOf(view)}`.toLowerCase().includes(wanted));
  const chosen = all.find((view) => view.id === id);
  const to = (which: string) => `/settings/${of.key}/${encodeURIComponent(which)}`;
  return (
    <div className={styles.both} data-chosen={id !== undefined || undefined}>
      <div className={styles.list}>
        <div className={styles.head}>
          <p className="db-quiet">{say(of.hint, language)}</p>
          <div className={styles.tools}>
            <TextInput
              aria-label={t('filter')}
              placeholder={t('filter')}
              leftSection={<IconSearch size={16} />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button component={Link} to={to(fresh)} size="sm" leftSection={<IconPlus size={16} />}>
              {t('add')}
            </Button>
          </div>
        </div>
        {list.isPending && <SkeletonRows rows={8} />}
        {list.error && !list.data && <ProblemPanel error={list.error} retry={() => void list.refetch()} />}
        {list.data && shown.length === 0 && <EmptyState title={t('none')}>{say(of.hint, language)}</EmptyState>}
        {shown.map((view) => (
          <NavLink key={view.id} to={to(view.id)} className={styles.line} data-item={view.id}>
            <span className="db-line">{of.titleOf(view)}</span>
            <span className="db-line db-quiet">{noteOf(view)}</span>
          </NavLink>
        ))}
      </div>
      <div className={styles.form}>
        {id === undefined && <EmptyState title={say(of.word, language)}>{t('choose')}</EmptyState>}
        {(id === fresh || chosen) && <ResourceForm key={id} of={of} view={chosen} />}
      </div>
    </div>
  );
}
