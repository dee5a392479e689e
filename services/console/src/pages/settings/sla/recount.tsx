import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { RecountList, RecountView } from '@deskbeat/contracts';
import { useState } from 'react';
import { get, path, post } from '../../../api/client.js';
import { useMay } from '../../../api/permissions.js';
import { queryClient } from '../../../api/queries.js';
import { useFormats, useWords } from '../../../i18n/language.js';
import { useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { useConfirming } from '../form/confirming.js';
import styles from '../form/form.module.css';
import { ToolSheet } from '../form/tool-sheet.js';
import { previewWords } from './preview-words.js';
import { RecountResult } from './recount-result.js';

const key = ['recounts'];
const listQuery = {
  queryKey: key,
  queryFn: ({ signal }: { signal: AbortSignal }) => get<RecountList>('/recounts', {}, signal),
};

/** Counts open tickets by the rules of now: first only to see, then for good. */
export function Recount() {
  const t = useWords(previewWords);
  const may = useMay();
  const refuse = useRefusal();
  const { instant } = useFormats();
  const [shownId, setShownId] = useState<string>();
  const { confirm, dialog } = useConfirming();
  const list = useQuery(listQuery);
  const shown = useQuery({
    queryKey: [...key, shownId],
    queryFn: ({ signal }) => get<RecountView>(path`/recounts/${shownId!}`, {}, signal),
    enabled: shownId !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : 700),
  }).data;
  const start = useMutation({
    mutationFn: (dryRun: boolean) => post<RecountView>('/recounts', { dryRun }),
    onSuccess: async (view) => {
      queryClient.setQueryData([...key, view.id], view);
      setShownId(view.id);
      if (!view.dryRun) toast({ tone: 'done', text: t('applied') });
      await queryClient.invalidateQueries({ queryKey: key, exact: true });
    },
    onError: refuse,
  });
  const apply = async (n: number) => {
    if (await confirm(t('applySure', { n }), t('apply', { n }))) start.mutate(false);
  };
  const canApply = shown?.state === 'done' && shown.dryRun && shown.changed > 0;
  return (
    <ToolSheet title={t('recount')} hint={t('recountHint')}>
      {may?.('sla.start-recount') && (
        <Group>
          <Button
            variant={canApply ? 'default' : 'filled'}
            loading={start.isPending}
            onClick={() => start.mutate(true)}
          >
            {t('tryIt')}
          </Button>
          {canApply && <Button onClick={() => void apply(shown.changed)}>{t('apply', { n: shown.changed })}</Button>}
        </Group>
      )}
      {shown && <RecountResult view={shown} />}
      {!!list.data?.items.length && (
        <>
          <h3 className={styles.subhead}>{t('earlier')}</h3>
          <ul className={styles.past}>
            {list.data.items.map(({ id, startedAt, startedBy, dryRun, changed, seen }) => (
              <li key={id}>
                <button type="button" onClick={() => setShownId(id)} aria-pressed={id === shownId}>
                  <span>{instant(startedAt)}</span>
                  <span className="db-quiet">
                    {[startedBy.name ?? startedBy.id, `${changed} / ${seen}`, dryRun && t('wasTrial')]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {dialog}
    </ToolSheet>
  );
}
