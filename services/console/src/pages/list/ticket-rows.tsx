import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useState, type RefObject } from 'react';
import { Link } from 'react-router';
import type { TicketView, ViewColumn } from '@deskbeat/contracts';
import { useWords } from '../../i18n/language.js';
import { ticketPath } from '../../ui/ticket-row.js';
import { cellOf, type CellNaming } from './columns.js';
import { listWords } from './list-words.js';
import styles from './list.module.css';
import { RowSlots } from './row-slots.js';

const rowHeight = 36;
const headHeight = 32;

export interface Rows {
  items: readonly TicketView[];
  columns: readonly ViewColumn[];
  chosen: ReadonlySet<string>;
  currentId?: string;
  scroller: RefObject<HTMLDivElement | null>;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
  onEnd: () => void;
}

/** Rows of 36 pixels; only those in sight are drawn, however many there are. */
export function TicketRows({
  items,
  columns,
  named,
  chosen,
  currentId,
  scroller,
  onChoose,
  onEnd,
}: Rows & { named: CellNaming }) {
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: headHeight,
    overscan: 8,
  });
  const [slots] = useState(() => new RowSlots());
  const inSight = rows.getVirtualItems().map(({ index, start }) => ({ index, start, ticket: items[index]! }));
  const given = slots.give(
    inSight.map(({ ticket }) => ticket.id),
    document.activeElement?.closest<HTMLElement>('[data-ticket]')?.dataset.ticket,
  );
  const drawn = inSight.map((row, nth) => ({ ...row, slot: given[nth]! }));
  // In the document they stand in their order, but while one scrolls they are not moved there.
  if (rows.isScrolling) drawn.sort((a, b) => a.slot - b.slot);
  const last = rows.range?.endIndex ?? 0;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 30) onEnd();
  }, [last, items.length, onEnd]);
  const currentAt = currentId === undefined ? -1 : items.findIndex(({ id }) => id === currentId);
  useEffect(() => {
    if (currentAt >= 0) rows.scrollToIndex(currentAt, { align: 'auto' });
  }, [currentAt, rows]);
  return (
    <div role="rowgroup" className={styles.rows} style={{ height: rows.getTotalSize() }}>
      {drawn.map(({ index, start, ticket, slot }) => (
        <Row
          key={slot}
          at={index + 2}
          ticket={ticket}
          columns={columns}
          named={named}
          top={start - headHeight}
          isChosen={chosen.has(ticket.id)}
          isCurrent={ticket.id === currentId}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface RowGiven extends Pick<Rows, 'columns' | 'onChoose'> {
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
