import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link, NavLink } from 'react-router';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../../ui/section.js';
import { settingsWords } from '../settings-words.js';
import styles from './form.module.css';
import { MoveButtons } from './move-buttons.js';
import type { Kept, Listed, Resource, Say } from './resource.js';
import { useArranging } from './use-arranging.js';

/** In the address, of one that is not there yet. */
export const fresh = '+';

const addressIn = (of: Resource, which: string): string => `/settings/${of.key}/${encodeURIComponent(which)}`;

interface Head {
  of: Resource;
  typed: string;
  mayChange: boolean;
  onType: (typed: string) => void;
}

/** What they are, a filter by words, a new one, and what can be tried. */
export function ListHead({ of, typed, mayChange, onType }: Head) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  return (
    <>
      <p className={`${styles.about} db-quiet`}>{say(of.hint, language)}</p>
      <div className={styles.tools}>
        <TextInput
          aria-label={t('filter')}
          placeholder={t('filter')}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
        />
        {mayChange && !of.isWhole && (
          <Button component={Link} to={addressIn(of, fresh)} size="sm" leftSection={<IconPlus size={16} />}>
            {t('add')}
          </Button>
        )}
      </div>
      {of.tools?.map(({ key, icon: Icon, word }) => (
        <NavLink key={key} to={addressIn(of, `~${key}`)} className={styles.tool}>
          <Icon size={16} stroke={1.7} aria-hidden /> {say(word, language)}
        </NavLink>
      ))}
    </>
  );
}

interface Shown extends Pick<Head, 'of' | 'typed' | 'mayChange'> {
  list: UseQueryResult<Listed<Kept>>;
}

/** All of a kind, by name or in their order. */
export function ResourceList({ of, list, typed, mayChange }: Shown) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const speak: Say = (word, given) => say(word, language, given);
  const { move, movable } = useArranging(of, list.data);
  const wanted = typed.trim().toLowerCase();
  const items = list.data?.items ?? [];
  const all = of.order
    ? items
    : [...items].sort((a, b) => of.titleOf(a, speak).localeCompare(of.titleOf(b, speak), language));
  const shown = all.filter((view) =>
    `${of.titleOf(view, speak)} ${of.noteOf(view, speak)}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      {list.isPending && <SkeletonRows rows={8} />}
      {list.error && !list.data && <ProblemPanel error={list.error} retry={() => void list.refetch()} />}
      {list.data && shown.length === 0 && <EmptyState title={t(wanted === '' ? 'none' : 'noneFits')} />}
      {shown.map((view) => {
        const step = (by: -1 | 1) => void move(view, by);
        const title = of.titleOf(view, speak);
        const canMove = mayChange && wanted === '' ? movable(view) : { up: false, down: false };
        return (
          <div key={view.id} className={styles.row}>
            <NavLink
              to={addressIn(of, view.id)}
              className={styles.line}
              data-item={view.id}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                event.preventDefault();
                step(event.key === 'ArrowUp' ? -1 : 1);
              }}
            >
              <span className="db-line">{title}</span>
              <span className="db-line db-quiet">{of.noteOf(view, speak)}</span>
            </NavLink>
            {of.order && mayChange && <MoveButtons name={title} can={canMove} onMove={step} />}
          </div>
        );
      })}
    </>
  );
}
