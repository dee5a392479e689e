import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, type RefObject } from 'react';
import { Link } from 'react-router';
import type { TicketView, ViewColumn } from '@deskbeat/contracts';
import { queuesQuery } from '../../api/queries.js';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { ticketPath, useTypeName } from '../../ui/ticket-row.js';
import { channelWords } from '../../ui/vocabulary-words.js';
import { cellOf, leastWidth, ownKey, template, type CellNaming, type UsualColumn } from './columns.js';
import { columnWords, listWords } from './list-words.js';
import styles from './list.module.css';

const rowHeight = 36;
const headHeight = 32;

interface Table {
  items: readonly TicketView[];
  columns: readonly ViewColumn[];
  chosen: ReadonlySet<string>;
  currentId?: string;
  scroller: RefObject<HTMLDivElement | null>;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
  onEnd: () => void;
}

/** Rows of 36 pixels; only those in sight are drawn, however many there are. */
export function TicketTable({ items, columns, chosen, currentId, scroller, onChoose, onEnd }: Table) {
  const t = useWords(listWords);
  const column = useWords(columnWords);
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
  const columnsStyle = {
    gridTemplateColumns: template(columns),
    '--list-width': `${leastWidth(columns)}px`,
  } as React.CSSProperties;
  const all = items.length > 0 && items.every(({ id }) => chosen.has(id));
  return (
    <>
      <div className={styles.head} style={columnsStyle}>
        <Checkbox
          size="xs"
          aria-label={t('selectAll')}
          checked={all}
          indeterminate={!all && chosen.size > 0}
          onChange={() =>
            onChoose(
              items.map(({ id }) => id),
              !all,
            )
          }
        />
        {columns.map((name) => (
          <span key={name} className={styles.cell}>
            {ownKey(name) ?? column(name as UsualColumn)}
          </span>
        ))}
      </div>
      <div style={{ position: 'relative', height: rows.getTotalSize(), minWidth: leastWidth(columns) }}>
        {shown.map(({ index, start }) => {
          const ticket = items[index]!;
          return (
            <Row
              key={ticket.id}
              ticket={ticket}
              columns={columns}
              named={named}
              top={start - headHeight}
              gridStyle={columnsStyle.gridTemplateColumns as string}
              isChosen={chosen.has(ticket.id)}
              isCurrent={ticket.id === currentId}
              onChoose={onChoose}
            />
          );
        })}
      </div>
    </>
  );
}

interface RowGiven extends Pick<Table, 'columns' | 'onChoose'> {
  ticket: TicketView;
  named: CellNaming;
  top: number;
  gridStyle: string;
  isChosen: boolean;
  isCurrent: boolean;
}

const Row = memo(function Row({ ticket, columns, named, top, gridStyle, isChosen, isCurrent, onChoose }: RowGiven) {
  const t = useWords(listWords);
  return (
    <div
      className={styles.row}
      style={{ top, gridTemplateColumns: gridStyle }}
      data-ticket={ticket.id}
      data-chosen={isChosen || undefined}
      data-current={isCurrent || undefined}
    >
      <Checkbox
        size="xs"
        aria-label={t('select', { number: ticket.number })}
        checked={isChosen}
        onChange={({ currentTarget }) => onChoose([ticket.id], currentTarget.checked)}
      />
      {columns.map((column) => (
        <span key={column} className={styles.cell}>
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
  return {
    type,
    channel: (channel) => say(channelWords[channel], language),
    queue: (id) => queues?.find((queue) => queue.id === id)?.name ?? id,
    ago: (at) => ago(at, 'narrow'),
  };
}
