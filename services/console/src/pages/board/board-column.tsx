import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Status, TicketView } from '@deskbeat/contracts';
import { useUnread } from '../../api/notices.js';
import { useWords } from '../../i18n/language.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { StatusMark } from '../../ui/status-mark.js';
import { TicketCard } from '../../ui/ticket-row.js';
import { boardWords } from './board-words.js';
import styles from './board.module.css';
import { dropOf } from './drop.js';
import { useColumn, type BoardFilter } from './use-column.js';

interface Column {
  status: Status;
  filter: BoardFilter;
  mayMove: boolean;
  /** The ticket that is being dragged. */
  dragged?: TicketView;
  onDrag: (ticket: TicketView | undefined) => void;
  onDrop: (ticket: TicketView, to: Status) => void;
}

/** One status: as many cards as there are, only those in sight drawn. */
export function BoardColumn({ status, filter, mayMove, dragged, onDrag, onDrop }: Column) {
  const t = useWords(boardWords);
  const { query, items } = useColumn(status, filter);
  const scroller = useRef<HTMLDivElement>(null);
  const { element, isOver } = useDropping(status, onDrop);
  const unread = new Set(useUnread().map(({ ticketId }) => ticketId));
  const cards = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 104,
    getItemKey: (index) => items[index]!.id,
    overscan: 6,
  });
  const shown = cards.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= items.length - 10) void fetchNextPage();
  }, [last, items.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const drop = dragged && dropOf(dragged, status);
  const mark = !drop || drop === 'stay' ? undefined : drop === 'refuse' ? 'no' : isOver ? 'over' : 'yes';
  return (
    <section className={styles.column} ref={element} data-drop={mark} data-status={status} aria-label={status}>
      <div className={styles.head}>
        <StatusMark status={status} />
        <span className={`${styles.count} db-figures`}>
          {query.data && (hasNextPage ? t('more', { n: items.length }) : items.length)}
        </span>
      </div>
      <div className={styles.cards} ref={scroller}>
        {query.isPending && <SkeletonRows rows={4} />}
        {query.error && items.length === 0 && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
        {query.data && items.length === 0 && <div className={styles.none}>{t('empty')}</div>}
        <div style={{ position: 'relative', height: cards.getTotalSize() }}>
          {shown.map(({ index, start, key }) => (
            <div key={key} ref={cards.measureElement} data-index={index} className={styles.card} style={{ top: start }}>
              {mayMove ? (
                <DraggableCard ticket={items[index]!} isNew={unread.has(items[index]!.id)} onDrag={onDrag} />
              ) : (
                <TicketCard ticket={items[index]!} isNew={unread.has(items[index]!.id)} />
              )}
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

function DraggableCard({ ticket, isNew, onDrag }: { ticket: TicketView; isNew: boolean; onDrag: Column['onDrag'] }) {
  const element = useRef<HTMLDivElement>(null);
  const [isDragging, setDragging] = useState(false);
  const current = useEffectEvent(() => ticket);
  const tell = useEffectEvent((dragged: boolean) => {
    setDragging(dragged);
    onDrag(dragged ? ticket : undefined);
  });
  useEffect(
    () =>
      draggable({
        element: element.current!,
        getInitialData: () => ({ ticket: current() }),
        onDragStart: () => tell(true),
        onDrop: () => tell(false),
      }),
    [],
  );
  return (
    <div ref={element} style={isDragging ? { opacity: 0.4 } : undefined}>
      <TicketCard ticket={ticket} isNew={isNew} />
    </div>
  );
}

function useDropping(status: Status, onDrop: Column['onDrop']) {
  const element = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const ticketOf = (source: { data: Record<string | symbol, unknown> }) => source.data.ticket as TicketView;
    return dropTargetForElements({
      element: element.current!,
      canDrop: ({ source }) => !['refuse', 'stay'].includes(dropOf(ticketOf(source), status)),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        dropped(ticketOf(source), status);
      },
    });
  }, [status]);
  return { element, isOver };
}
