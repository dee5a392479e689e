import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { TicketView, ViewColumn } from '@deskbeat/contracts';
import { useWords } from '../../i18n/language.js';
import { directionOf, orderOf, type Source } from './list-source.js';
import { listWords } from './list-words.js';
import styles from './list.module.css';
import { useColumnName } from './own-columns.js';

interface Given {
  items: readonly TicketView[];
  columns: readonly ViewColumn[];
  chosen: ReadonlySet<string>;
  source: Source;
  /** In which the rows stand. */
  order?: string;
  onSort: (order: string) => void;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
}

/** Names of columns; those that the list can be sorted by are pressed for it. */
export function TableHead({ items, columns, chosen, source, order, onSort, onChoose }: Given) {
  const t = useWords(listWords);
  const all = items.every(({ id }) => chosen.has(id));
  const toggle = () =>
    onChoose(
      items.map(({ id }) => id),
      !all,
    );
  return (
    <div role="rowgroup" className={styles.heads}>
      <div role="row" className={styles.head}>
        <span role="columnheader">
          <input
            type="checkbox"
            className={styles.tick}
            aria-label={t('selectAll')}
            checked={all}
            ref={(box) => {
              if (box) box.indeterminate = !all && chosen.size > 0;
            }}
            onChange={toggle}
          />
        </span>
        {columns.map((column) => (
          <ColumnHead key={column} column={column} source={source} order={order} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

function ColumnHead({
  column,
  source,
  order,
  onSort,
}: { column: ViewColumn } & Pick<Given, 'source' | 'order' | 'onSort'>) {
  const t = useWords(listWords);
  const name = useColumnName()(column);
  const sorts = orderOf(column, source);
  if (!sorts) {
    return (
      <span role="columnheader" className={styles.cell}>
        {name}
      </span>
    );
  }
  const isSorted = order === sorts;
  const direction = directionOf(sorts);
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <span role="columnheader" className={styles.cell} aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        className={styles.sorter}
        data-sorted={isSorted || undefined}
        title={t('sortBy', { column: name })}
        onClick={() => onSort(sorts)}
      >
        {name} <Arrow size={13} aria-hidden />
      </button>
    </span>
  );
}
