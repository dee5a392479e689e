import { ActionIcon, Button, FileButton, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { CalendarView } from '@deskbeat/contracts';
import { useState } from 'react';
import { path, post, remove } from '../../../api/client.js';
import { queryClient } from '../../../api/queries.js';
import { useFormats, useWords } from '../../../i18n/language.js';
import { useDoing, useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { useFaults } from '../../../ui/use-faults.js';
import styles from '../form/form.module.css';
import { calendarsQuery } from '../form/use-choices.js';
import { calendarWords } from './calendar-words.js';
import slaStyles from './sla.module.css';

/** Holidays that others keep: an address that is read every day, or a file. */
export function CalendarFeeds({ calendar: { id, feeds } }: { calendar: CalendarView }) {
  const t = useWords(calendarWords);
  const { instant } = useFormats();
  const doing = useDoing();
  const refuse = useRefusal();
  const [feedId, setFeedId] = useState('');
  const [url, setUrl] = useState('');
  const refresh = () => queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
  const take = useMutation({
    mutationFn: (source: { url: string } | { ics: string }) =>
      post<CalendarView>(path`/calendars/${id}/feeds`, { feedId, ...source }),
    onSuccess: async () => {
      toast({ tone: 'done', text: t('feedTaken', { name: feedId }) });
      setFeedId('');
      setUrl('');
      await refresh();
    },
    onError: refuse,
  });
  const faults = useFaults(take.error);
  const drop = (name: string) =>
    doing(t('feedGone', { name }), () =>
      remove(path`/calendars/${id}/feeds`, { query: { feedId: name } }).then(refresh),
    );
  return (
    <section className={styles.more} aria-label={t('feeds')}>
      <div>
        <h3>{t('feeds')}</h3>
        <p className={`${styles.hint} db-quiet`}>{t('feedsHint')}</p>
      </div>
      {feeds.map((feed) => (
        <div key={feed.id} className={styles.item}>
          <div>
            {feed.id} <span className="db-quiet">{t('feedDates', { n: feed.dates.length })}</span>
            <p className="db-quiet">
              {feed.lastError ? t('feedFailed', { why: feed.lastError }) : instant(feed.readAt)}
              {feed.url && ` · ${feed.url}`}
            </p>
          </div>
          <ActionIcon aria-label={t('removeHoliday', { date: feed.id })} onClick={() => void drop(feed.id)}>
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <div className={slaStyles.adding}>
        <TextInput
          label={t('feedId')}
          value={feedId}
          error={faults.at('/feedId')}
          onChange={(event) => setFeedId(event.currentTarget.value)}
        />
        <TextInput
          label={t('feedUrl')}
          value={url}
          error={faults.at('/url') ?? faults.at('/ics')}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button
          variant="default"
          mb={4}
          disabled={feedId === '' || url === ''}
          loading={take.isPending}
          onClick={() => take.mutate({ url })}
        >
          {t('feedRead')}
        </Button>
        <FileButton
          accept=".ics,text/calendar"
          onChange={(file) => void file?.text().then((ics) => take.mutate({ ics }))}
        >
          {(props) => (
            <Button {...props} variant="default" mb={4} disabled={feedId === ''}>
              {t('feedFile')}
            </Button>
          )}
        </FileButton>
      </div>
    </section>
  );
}
