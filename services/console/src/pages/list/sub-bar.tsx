import { Button, CloseButton, Select } from '@mantine/core';
import { useState } from 'react';
import type { SavedView, ViewColumn } from '@deskbeat/contracts';
import { to, useAllowed } from '../../api/permissions.js';
import { useWords } from '../../i18n/language.js';
import type { Source } from './list-source.js';
import { listWords } from './list-words.js';
import styles from './list.module.css';
import { partsOfLine, withoutFilter } from './search-line.js';
import { ViewForm } from './view-form.js';
import { ViewMenu } from './view-menu.js';

interface Given {
  source: Source;
  view?: SavedView;
  columns: readonly ViewColumn[];
  /** How many there are. */
  text: string;
  onSort: (order: string) => void;
  onSearch: (line: string) => void;
}

/** What the list shows, and what it can be kept as. */
export function SubBar({ source, view, columns, text, onSort, onSearch }: Given) {
  const t = useWords(listWords);
  const q = source.q ?? '';
  const { filters, words } = partsOfLine(q);
  const mayKeep = useAllowed(to.keepViews);
  const [isSaving, setSaving] = useState(false);
  return (
    <div className={styles.sub}>
      <span className="db-figures">{text}</span>
      {filters.map((filter) => (
        <span key={filter} className={styles.chip}>
          {filter}
          <CloseButton
            size={18}
            aria-label={t('removeFilter', { filter })}
            onClick={() => onSearch(withoutFilter(q, filter))}
          />
        </span>
      ))}
      <span className={styles.end}>
        {q && (
          <Select
            size="xs"
            w={170}
            aria-label={t('order')}
            allowDeselect={false}
            value={source.order}
            onChange={(value) => value && onSort(value)}
            data={(['relevance', 'newest'] as const).map((value) => ({ value, label: t(value) }))}
          />
        )}
        {q && words === '' && mayKeep && (
          <Button variant="default" size="compact-xs" onClick={() => setSaving(true)}>
            {t('save')}
          </Button>
        )}
        {view && mayKeep && <ViewMenu view={view} order={source.view ? source.order : undefined} columns={columns} />}
      </span>
      {isSaving && (
        <ViewForm
          initial={{ name: '', filter: q, order: 'due', columns: [...columns], scope: 'mine' }}
          onClose={() => setSaving(false)}
        />
      )}
    </div>
  );
}
