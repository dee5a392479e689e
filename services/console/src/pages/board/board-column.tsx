import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Status, TicketView } from '@deskbeat/contracts';
import { useUnread } from '../../api/notices.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { StatusMark } from '../../ui/status-mark.js';
import { statusWords } from '../../ui/vocabulary-words.js';
import { BoardCard } from './board-card.js';
import { boardWords } from './board-words.js';
import styles from './board.module.css';
import { dropOf } from './drop.js';
import { useDropping } from './dragging.js';
import { useColumn, type BoardFilter } from './use-column.js';

interface Column {
  status: Status;
  filter: BoardFilter;
  mayMove: boolean;
  isFolded: boolean;
  /** The ticket that is being dragged. */
  dragged?: TicketView;
  onFold: (status: Status) => void;
  onDrop: (ticket: TicketView, to: Status) => void;
}

/** One status; folded it is as narrow as its name, and takes cards all the same. */
export function BoardColumn({ status, filter, mayMove, isFolded, dragged, onFold, onDrop }: Column) {
  const t = useWords(boardWords);
  const { language } = useLanguage();
  const column = useColumn(status, filter);
  const { query, items } = column;
  const { element, isOver } = useDropping(status, onDrop);
  const drop = dragged && dropOf(dragged, status);
  const mark = !drop || drop === 'stay' ? undefined : drop === 'refuse' ? 'no' : isOver ? 'over' : 'yes';
  const name = say(statusWords[status], language);
  const Chevron = isFolded ? IconChevronRight : IconChevronLeft;
  return (
    <section
      className={styles.column}
      ref={element}
      data-drop={mark}
      data-status={status}
      data-folded={isFolded || undefined}
      aria-label={name}
    >
      <button
        type="button"
        className={styles.head}
        aria-expanded={!isFolded}
        title={t(isFolded ? 'unfold' : 'fold', { status: name })}
        onClick={() => onFold(status)}
      >
        <StatusMark status={status} />
        <span className={`${styles.count} db-figures`}>
          {query.data && (query.hasNextPage ? t('more', { n: items.length }) : items.length)}
        </span>
        <Chevron size={14} className={styles.chevron} aria-hidden />
      </button>
      {!isFolded && <Cards {...column} draggedId={dragged?.id} mayMove={mayMove} />}
    </section>
  );
}

/** As many cards as there are, only those in sight drawn: and what is dragged or has the focus, that it be not lost. */
function Cards({
  query,
  items,
  draggedId,
  mayMove,
}: ReturnType<typeof useColumn> & { draggedId?: string; mayMove: boolean }) {
  const t = useWords(boardWords);
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedId, setFocused] = useState<string>();
  const unread = new Set(useUnread().map(({ ticketId }) => ticketId));
  const held = items.flatMap(({ id }, index) => (id === draggedId || id === focusedId ? index : []));
  const cards = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 104,
    getItemKey: (index) => items[index]!.id,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...held])].sort((a, b) => a - b),
    overscan: 6,
  });
  const last = cards.range?.endIndex ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= items.length - 16) void fetchNextPage();
  }, [last, items.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <div
      className={styles.cards}
      ref={scroller}
      onFocus={({ target }) => setFocused(target.closest<HTMLElement>('[data-ticket]')?.dataset.ticket)}
      onBlur={() => setFocused(undefined)}
    >
      {query.isPending && <SkeletonRows rows={4} />}
      {query.error && items.length === 0 && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <div className={styles.none}>{t('empty')}</div>}
      <div style={{ position: 'relative', height: cards.getTotalSize() }}>
        {cards.getVirtualItems().map(({ index, start, key }) => {
          const ticket = items[index]!;
          return (
            <div
              key={key}
              ref={cards.measureElement}
              data-index={index}
              data-dragging={ticket.id === draggedId || undefined}
              className={styles.card}
              style={{ top: start }}
            >
              <BoardCard ticket={ticket} isNew={unread.has(ticket.id)} mayMove={mayMove} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
