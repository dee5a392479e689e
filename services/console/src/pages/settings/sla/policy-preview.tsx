import { Select, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { defaultTiers } from '@deskbeat/contracts/vocabulary';
import type { PolicyPreview as Found, PreviewPolicy } from '@deskbeat/contracts';
import { useState } from 'react';
import { post } from '../../../api/client.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say, type Word } from '../../../i18n/words.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { SkeletonRows } from '../../../ui/section.js';
import { channelWords, priorityWords } from '../../../ui/vocabulary-words.js';
import styles from '../form/form.module.css';
import { instantOf, localOf } from '../form/local-time.js';
import { ToolSheet } from '../form/tool-sheet.js';
import { useChoices } from '../form/use-choices.js';
import { previewWords } from './preview-words.js';
import { PreviewAnswer } from './preview-answer.js';

/** Which policy a ticket would get that is only thought of, and what would be due when. */
export function PolicyPreview() {
  const t = useWords(previewWords);
  const { language } = useLanguage();
  const types = useChoices('types');
  const queues = useChoices('queues');
  const [asked, setAsked] = useState<PreviewPolicy>({ type: 'fault', priority: 'high' });
  const [opened, setOpened] = useState(() => localOf(Date.now()));
  const reportedAt = instantOf(opened);
  const [body] = useDebouncedValue({ ...asked, ...(reportedAt && { reportedAt }) }, 250);
  const found = useQuery({
    queryKey: ['policies', 'preview', body],
    queryFn: () => post<Found>('/policies/preview', body),
    placeholderData: keepPreviousData,
  });
  const set = (name: keyof PreviewPolicy, value: string | string[] | null) => {
    const { [name]: _, ...others } = asked;
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    setAsked((isEmpty ? others : { ...others, [name]: value }) as PreviewPolicy);
  };
  const chosen = (name: 'type' | 'priority' | 'queueId' | 'channel') => ({
    value: asked[name] ?? null,
    onChange: (value: string | null) => set(name, value),
  });
  const named = (words: Readonly<Record<string, Word>>) =>
    Object.entries(words).map(([value, word]) => ({ value, label: say(word, language) }));
  return (
    <ToolSheet title={t('preview')} hint={t('previewHint')}>
      <div className={styles.grid}>
        <Select label={t('type')} allowDeselect={false} data={types} {...chosen('type')} />
        <Select label={t('priority')} allowDeselect={false} data={named(priorityWords)} {...chosen('priority')} />
        <Select
          label={t('tier')}
          clearable
          data={[...defaultTiers]}
          value={asked.tier ?? null}
          onChange={(tier) => set('tier', tier)}
        />
        <Select label={t('queue')} clearable searchable data={queues} {...chosen('queueId')} />
        <Select label={t('channel')} clearable data={named(channelWords)} {...chosen('channel')} />
        <TextInput label={t('region')} onChange={(event) => set('region', event.currentTarget.value.trim())} />
        <TagsInput label={t('tags')} value={asked.tags ?? []} onChange={(tags) => set('tags', tags)} />
        <TextInput
          label={t('opened')}
          type="datetime-local"
          value={opened}
          onChange={(event) => setOpened(event.currentTarget.value)}
        />
      </div>
      {found.isPending && <SkeletonRows rows={4} />}
      {found.error && <ProblemPanel error={found.error} />}
      {found.data && <PreviewAnswer found={found.data} />}
    </ToolSheet>
  );
}
