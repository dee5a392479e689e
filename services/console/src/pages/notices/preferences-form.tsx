import { Button, Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { Digest, NoticeChannel, NoticeLanguage, PreferencesView, Wish } from '@deskbeat/contracts';
import { preferencesQuery, savePreferences } from '../../api/inbox.js';
import { useSession } from '../../api/session.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { Panel } from '../../ui/panel.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { useUnsaved } from '../../ui/unsaved.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { noticeChannelWords } from '../../ui/vocabulary-words.js';
import { causeWords, digestWords, noticeWords } from './notice-words.js';
import styles from './notices.module.css';

export function PreferencesForm() {
  const { me } = useSession();
  const preferences = useQuery(preferencesQuery(me.id));
  if (preferences.isPending) return <SkeletonRows rows={8} />;
  if (!preferences.data) return <ProblemPanel error={preferences.error} retry={() => void preferences.refetch()} />;
  return <Form known={preferences.data} />;
}

const zones = Intl.supportedValuesOf('timeZone');
const sameAs =
  (one: Wish) =>
  ({ cause, channel }: Wish): boolean =>
    cause === one.cause && channel === one.channel;

function Form({ known }: { known: PreferencesView }) {
  const t = useWords(noticeWords);
  const { language } = useLanguage();
  const [filled, setFilled] = useState({ ...known, from: known.quiet?.from ?? '', to: known.quiet?.to ?? '' });
  const [isChanged, setChanged] = useState(false);
  useUnsaved(() => isChanged);
  const refuse = useRefusal();
  const save = useMutation({
    mutationFn: () => {
      const { language, timeZone, digest, wishes, from, to } = filled;
      return savePreferences(known.personId, {
        language,
        timeZone,
        digest,
        wishes,
        ...((from !== '' || to !== '') && { quiet: { from, to } }),
      });
    },
    onSuccess: () => {
      setChanged(false);
      toast({ tone: 'done', text: t('saved') });
    },
    onError: refuse,
  });
  const errors = useFieldErrors(save.error);
  const set = (change: Partial<typeof filled>) => {
    setChanged(true);
    setFilled((before) => ({ ...before, ...change }));
  };
  const wishFor = (wish: Wish) =>
    set({
      wishes: [...filled.wishes.filter((one) => !sameAs(wish)(one)), wish],
      effective: filled.effective.map((one) => (sameAs(wish)(one) ? wish : one)),
    });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Panel title={t('preferences')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} p="md" spacing="md">
          <Select
            label={t('language')}
            allowDeselect={false}
            value={filled.language}
            data={[
              { value: 'en', label: 'English' },
              { value: 'zh', label: '中文' },
            ]}
            onChange={(value) => value && set({ language: value as NoticeLanguage })}
          />
          <Select
            label={t('timeZone')}
            allowDeselect={false}
            searchable
            limit={50}
            value={filled.timeZone}
            error={errors.timeZone}
            data={[...new Set([filled.timeZone, ...zones])]}
            onChange={(timeZone) => timeZone && set({ timeZone })}
          />
          <Select
            label={t('digest')}
            allowDeselect={false}
            value={filled.digest}
            data={(['none', 'hourly', 'daily'] as const).map((value) => ({
              value,
              label: say(digestWords[value], language),
            }))}
            onChange={(value) => value && set({ digest: value as Digest })}
          />
          <SimpleGrid cols={2} spacing="md">
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                label={t(end === 'from' ? 'quietFrom' : 'quietTo')}
                value={filled[end]}
                error={end === 'from' && errors.quiet}
                onChange={(event) => set({ [end]: event.currentTarget.value })}
              />
            ))}
          </SimpleGrid>
        </SimpleGrid>
        <p className={`${styles.hint} db-quiet`}>{t('quietHint')}</p>
      </Panel>
      <Panel title={t('wishes')}>
        <Wishes effective={filled.effective} onWish={wishFor} />
      </Panel>
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

function Wishes({ effective, onWish }: { effective: readonly Wish[]; onWish: (wish: Wish) => void }) {
  const { language } = useLanguage();
  const channels = [...new Set(effective.map(({ channel }) => channel))];
  const causes = [...new Set(effective.map(({ cause }) => cause))];
  const wordOf = (channel: NoticeChannel) => say(noticeChannelWords[channel], language);
  return (
    <table className={styles.wishes}>
      <thead>
        <tr>
          <td />
          {channels.map((channel) => (
            <th key={channel} scope="col">
              {wordOf(channel)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {causes.map((cause) => (
          <tr key={cause}>
            <th scope="row">{say(causeWords[cause], language)}</th>
            {channels.map((channel) => {
              const wish = effective.find(sameAs({ cause, channel, wish: 'on' }));
              return (
                <td key={channel}>
                  {wish && (
                    <Checkbox
                      aria-label={`${say(causeWords[cause], language)}: ${wordOf(channel)}`}
                      checked={wish.wish === 'on'}
                      onChange={(event) => onWish({ cause, channel, wish: event.currentTarget.checked ? 'on' : 'off' })}
                    />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
