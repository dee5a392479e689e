import { ActionIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { NoticeCause, NoticeView } from '@deskbeat/contracts';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { useMinute } from '../../ui/ticker.js';
import { causeWords, noticeWords } from './notice-words.js';
import styles from './notices.module.css';

/** One notice; it is read when one follows it. */
export function NoticeLine({ notice, onRead }: { notice: NoticeView; onRead: () => void }) {
  const t = useWords(noticeWords);
  const { language } = useLanguage();
  const { ago, instant } = useFormats();
  useMinute();
  const { ticketId, cause, title, body, createdAt, read } = notice;
  const word = causeWords[cause as NoticeCause] as (typeof causeWords)[NoticeCause] | undefined;
  return (
    <div className={styles.notice} data-unread={!read || undefined}>
      <Link
        to={ticketId ? `/tickets/${encodeURIComponent(ticketId)}` : '/notices'}
        className={styles.text}
        onClick={() => !read && onRead()}
      >
        <span className={styles.title}>{title}</span>
        {body && <span className={`${styles.body} db-quiet`}>{body}</span>}
      </Link>
      <span className={`${styles.meta} db-quiet`}>
        {word && <span>{say(word, language)}</span>}
        <time dateTime={createdAt} title={instant(createdAt)}>
          {ago(createdAt)}
        </time>
      </span>
      {!read && (
        <ActionIcon aria-label={`${t('markOne')}: ${title}`} title={t('markOne')} onClick={onRead}>
          <IconCheck size={17} />
        </ActionIcon>
      )}
    </div>
  );
}
