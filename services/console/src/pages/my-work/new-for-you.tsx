import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { markRead, useUnread } from '../../api/notices.js';
import { useSession } from '../../api/session.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { Section } from '../../ui/section.js';
import { useMinute } from '../../ui/ticker.js';
import { useRefusal } from '../../ui/toaster.js';
import { myWorkWords } from './my-work-words.js';
import styles from './my-work.module.css';

/** What has changed since one looked: notices that are not read. */
export function NewForYou() {
  const t = useWords(myWorkWords);
  const { ago } = useFormats();
  const { me } = useSession();
  const unread = useUnread();
  const read = useMutation({
    mutationFn: () =>
      markRead(
        me.id,
        unread.map(({ id }) => id),
      ),
    onError: useRefusal(),
  });
  useMinute();
  const all = (
    <Button variant="subtle" size="compact-xs" loading={read.isPending} onClick={() => read.mutate()}>
      {t('markAll')}
    </Button>
  );
  return (
    <Section title={t('newForYou')} actions={unread.length > 0 && all}>
      {unread.length === 0 && <p className="db-quiet">{t('nothingNew')}</p>}
      {unread.map(({ id, ticketId, title, body, createdAt }) => (
        <Link
          key={id}
          to={ticketId ? `/tickets/${encodeURIComponent(ticketId)}` : '/notices'}
          className={styles.notice}
        >
          <span className={styles.noticeTitle}>{title}</span>
          <span className={`${styles.when} db-quiet`}>{ago(createdAt, 'narrow')}</span>
          {body && <span className={`${styles.noticeBody} db-line db-quiet`}>{body.split('\n', 1)[0]}</span>}
        </Link>
      ))}
    </Section>
  );
}
