import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowDown } from '@tabler/icons-react';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { TicketView, TimelineEntry } from '@deskbeat/contracts';
import { to, useAllowed } from '../../api/permissions.js';
import { useWords } from '../../i18n/language.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { kindOf, type EntryKind } from './facts.js';
import { MessageEntry } from './message-entry.js';
import { BetweenDialog } from './relations/dialogs.js';
import { timelineQuery } from './ticket-data.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';
import { FactLine } from './timeline-entry.js';
import { useNaming } from './use-naming.js';

const shows = ['conversation', 'activity', 'all'] as const;
type Show = (typeof shows)[number];
const wanted = (kind: EntryKind, show: Show): boolean =>
  kind === 'detail' ? show === 'all' : kind !== 'fact' || show !== 'conversation';

const kept = 'deskbeat-timeline';

/** One thread of messages and facts, the newest at the bottom. */
export function Conversation({ ticket }: { ticket: TicketView }) {
  const t = useWords(ticketWords);
  const timeline = useQuery(timelineQuery(ticket.id));
  const [show, setShow] = useState<Show>(() => shows.find((one) => one === localStorage.getItem(kept)) ?? 'activity');
  const named = useNaming(ticket);
  const mayWork = useAllowed(to.work);
  const [splitFrom, setSplitFrom] = useState<number>();
  const onSplit = useCallback((entry: number) => setSplitFrom(entry), []);
  const entries = (timeline.data ?? [])
    .map((entry) => ({ entry, kind: kindOf(entry) }))
    .filter(({ kind }) => wanted(kind, show));
  const { scroller, unseen, toEnd } = useStayAtEnd(entries);
  return (
    <div className={styles.scroll} ref={scroller} tabIndex={0} aria-label={t('conversation')} role="log">
      <div className={styles.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('show')}
          value={show}
          onChange={(value) => {
            localStorage.setItem(kept, value);
            setShow(value as Show);
          }}
          data={shows.map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {timeline.isPending && <SkeletonRows rows={6} />}
      {timeline.error && !timeline.data && (
        <ProblemPanel error={timeline.error} retry={() => void timeline.refetch()} />
      )}
      <div className={styles.entries}>
        {entries.map(({ entry, kind }) =>
          kind === 'fact' || kind === 'detail' ? (
            <FactLine key={entry.version} entry={entry} named={named} />
          ) : (
            <MessageEntry
              key={entry.version}
              ticketId={ticket.id}
              entry={entry}
              kind={kind}
              named={named}
              onSplit={mayWork ? onSplit : undefined}
            />
          ),
        )}
      </div>
      {splitFrom !== undefined && (
        <BetweenDialog
          between={{ what: 'split', entry: splitFrom }}
          ticket={ticket}
          onClose={() => setSplitFrom(undefined)}
        />
      )}
      {unseen > 0 && (
        <Button
          leftSection={<IconArrowDown size={14} />}
          style={{ position: 'sticky', bottom: 0, marginTop: 8 }}
          onClick={toEnd}
        >
          {t('newMessages', { n: unseen })}
        </Button>
      )}
    </div>
  );
}

/** Whoever is at the end stays there; whoever reads further up is told that there is more, and not moved. */
function useStayAtEnd(entries: readonly { entry: TimelineEntry; kind: EntryKind }[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useRef(0);
  const [unseen, setUnseen] = useState(0);
  const last = entries.at(-1)?.entry.version ?? 0;
  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || last === 0) return;
    const isFirst = seen.current === 0;
    const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < 240;
    if (isFirst || isNear) {
      toEnd();
      seen.current = last;
      setUnseen(0);
    } else {
      setUnseen(
        entries.filter(({ entry, kind }) => entry.version > seen.current && kind !== 'fact' && kind !== 'detail')
          .length,
      );
    }
  }, [last]);
  useLayoutEffect(() => {
    const box = scroller.current;
    const onScroll = () => {
      if (!box || box.scrollHeight - box.scrollTop - box.clientHeight > 40) return;
      seen.current = last;
      setUnseen(0);
    };
    box?.addEventListener('scroll', onScroll, { passive: true });
    return () => box?.removeEventListener('scroll', onScroll);
  }, [last]);
  return { scroller, unseen, toEnd };
}
