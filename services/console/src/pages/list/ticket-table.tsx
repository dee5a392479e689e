import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, type RefObject } from 'react';
import { Link } from 'react-router';
import type { TicketView, ViewColumn } from '@deskbeat/contracts';
import { queuesQuery } from '../../api/queries.js';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { ticketPath, useTypeName } from '../../ui/ticket-row.js';
import { channelWords } from '../../ui/vocabulary-words.js';
import { cellOf, leastWidth, template, type CellNaming } from './columns.js';
import type { Source } from './list-source.js';
import { listWords } from './list-words.js';
import styles from './list.module.css';
import { TableHead } from './table-head.js';

const rowHeight = 36;
const headHeight = 32;

interface Table {
  items: readonly TicketView[];
  columns: readonly ViewColumn[];
  chosen: ReadonlySet<string>;
  currentId?: string;
  source: Source;
  order?: string;
  scroller: RefObject<HTMLDivElement | null>;
  onSort: (order: string) => void;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
  onEnd: () => void;
}

/** Rows of 36 pixels; only those in sight are drawn, however many there are. */
export function TicketTable({ items, columns, chosen, currentId, scroller, onChoose, onEnd, ...sorting }: Table) {
  const named = useCellNaming();
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: headHeight,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length > 0 && lastShown >= items.length - 20) onEnd();
  }, [lastShown, items.length, onEnd]);
  const currentAt = items.findIndex(({ id }) => id === currentId);
  useEffect(() => {
    if (currentAt >= 0) rows.scrollToIndex(currentAt, { align: 'auto' });
  }, [currentAt, rows]);
  const style = {
    '--list-columns': template(columns),
    '--list-width': `${leastWidth(columns)}px`,
  } as React.CSSProperties;
  return (
    <div role="table" aria-rowcount={items.length + 1} style={style}>
      <TableHead {...sorting} items={items} columns={columns} chosen={chosen} onChoose={onChoose} />
      <div role="rowgroup" className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const ticket = items[index]!;
          return (
            <Row
              key={ticket.id}
              at={index + 2}
              ticket={ticket}
              columns={columns}
              named={named}
              top={start - headHeight}
              isChosen={chosen.has(ticket.id)}
              isCurrent={ticket.id === currentId}
              onChoose={onChoose}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowGiven extends Pick<Table, 'columns' | 'onChoose'> {
  ticket: TicketView;
  named: CellNaming;
  /** Which row of the whole table, the head being the first. */
  at: number;
  top: number;
  isChosen: boolean;
  isCurrent: boolean;
}

const Row = memo(function Row({ at, ticket, columns, named, top, isChosen, isCurrent, onChoose }: RowGiven) {
  const t = useWords(listWords);
  return (
    <div
      role="row"
      aria-rowindex={at}
      className={styles.row}
      style={{ top }}
      data-ticket={ticket.id}
      data-chosen={isChosen || undefined}
      data-current={isCurrent || undefined}
    >
      <span role="cell">
        <input
          type="checkbox"
          className={styles.tick}
          aria-label={t('select', { number: ticket.number })}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose([ticket.id], currentTarget.checked)}
        />
      </span>
      {columns.map((column) => (
        <span key={column} role="cell" className={styles.cell}>
          {column === 'subject' ? (
            <Link to={ticketPath(ticket)} className="db-line">
              {ticket.subject}
            </Link>
          ) : (
            cellOf(column, ticket, named)
          )}
        </span>
      ))}
    </div>
  );
});

function useCellNaming(): CellNaming {
  const { language } = useLanguage();
  const { ago } = useFormats();
  const type = useTypeName();
  const queues = useQuery(queuesQuery).data?.items;
  // The same as long as it says the same: rows that are drawn stay drawn while one scrolls.
  return useMemo(
    () => ({
      type,
      channel: (channel) => say(channelWords[channel], language),
      queue: (id) => queues?.find((queue) => queue.id === id)?.name ?? id,
      ago: (at) => ago(at, 'narrow'),
    }),
    [type, language, queues, ago],
  );
}
