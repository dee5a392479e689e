import { Button, Table } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { RetentionRunView } from '@deskbeat/contracts';
import { queryClient } from '../../../api/queries.js';
import { beginRetentionRun, retentionRunsQuery } from '../../../api/retention.js';
import { useFormats, useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { NothingHere, Panel } from '../../../ui/panel.js';
import { useRefusal } from '../../../ui/toaster.js';
import { useConfirming } from '../form/confirming.js';
import { doneWords, retentionWords } from './retention-words.js';

/** When rules were applied, and what went. */
export function RunsPanel({ mayChange }: { mayChange: boolean }) {
  const t = useWords(retentionWords);
  const { instant } = useFormats();
  const refuse = useRefusal();
  const { confirm, dialog } = useConfirming();
  const runs = useQuery(retentionRunsQuery).data?.items ?? [];
  const begin = useMutation({
    mutationFn: beginRetentionRun,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: retentionRunsQuery.queryKey }),
    onError: refuse,
  });
  const ask = async () => {
    if (await confirm(t('applySure'), t('applyNow'))) begin.mutate();
  };
  const now = mayChange && (
    <Button size="compact-sm" variant="default" loading={begin.isPending} onClick={() => void ask()}>
      {t('applyNow')}
    </Button>
  );
  return (
    <Panel title={t('runs')} actions={now}>
      {dialog}
      {runs.length === 0 && <NothingHere>{t('noRuns')}</NothingHere>}
      {runs.length > 0 && (
        <Table aria-label={t('runs')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('when')}</Table.Th>
              <Table.Th>{t('by')}</Table.Th>
              <Table.Th>{t('what')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Table.Tr key={run.id} data-run={run.state}>
                <Table.Td>{instant(run.startedAt)}</Table.Td>
                <Table.Td>{run.by.name ?? run.by.id}</Table.Td>
                <Table.Td>
                  <Went run={run} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function Went({ run: { state, report } }: { run: RetentionRunView }) {
  const t = useWords(retentionWords);
  const { language } = useLanguage();
  const counts = report.flatMap((one) => one.counts).filter(({ what, count }) => count > 0 && doneWords[what]);
  const told = counts.map(({ what, count }) => say(doneWords[what]!, language, { n: count })).join(', ');
  if (state === 'running') return <>{[t('running'), told].filter(Boolean).join(' · ')}</>;
  return <>{told || t('nothingWent')}</>;
}
