import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconBellOff, IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { inboxPagesQuery } from '../../api/inbox.js';
import { markRead } from '../../api/notices.js';
import { useSession } from '../../api/session.js';
import { useTitle } from '../../app/page-title.js';
import { useWords } from '../../i18n/language.js';
import { ProblemPanel } from '../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../ui/section.js';
import { useDoing } from '../../ui/toaster.js';
import { NoticeLine } from './notice-line.js';
import { noticeWords } from './notice-words.js';
import styles from './notices.module.css';
import { PreferencesForm } from './preferences-form.js';

type Shown = 'all' | 'unread' | 'preferences';

/** What one was told, and how one wants to be told. */
export function Page() {
  const t = useWords(noticeWords);
  const [shown, setShown] = useState<Shown>('all');
  useTitle(t('title'));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <SegmentedControl
          size="xs"
          aria-label={t('title')}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={(['all', 'unread', 'preferences'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {shown === 'preferences' ? <PreferencesForm /> : <Inbox key={shown} unreadOnly={shown === 'unread'} />}
    </div>
  );
}

function Inbox({ unreadOnly }: { unreadOnly: boolean }) {
  const t = useWords(noticeWords);
  const { me } = useSession();
  const doing = useDoing();
  const inbox = useInfiniteQuery(inboxPagesQuery(me.id, unreadOnly));
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = items.filter(({ read }) => !read).map(({ id }) => id);
  const mark = (ids: readonly string[]) => markRead(me.id, ids);
  if (inbox.isPending) return <SkeletonRows rows={10} />;
  if (!inbox.data) return <ProblemPanel error={inbox.error} retry={() => void inbox.refetch()} />;
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconBellOff size={36} stroke={1.4} />} title={t(unreadOnly ? 'nothingUnread' : 'nothing')}>
        {t('nothingHint')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.list}>
      {unread.length > 0 && (
        <Button
          variant="subtle"
          className={styles.markAll}
          leftSection={<IconChecks size={16} />}
          onClick={() => void doing(t('marked', { n: unread.length }), () => mark(unread))}
        >
          {t('markAll')}
        </Button>
      )}
      {items.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} onRead={() => void mark([notice.id])} />
      ))}
      {inbox.hasNextPage && (
        <Button
          variant="default"
          className={styles.more}
          loading={inbox.isFetchingNextPage}
          onClick={() => void inbox.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </div>
  );
}
