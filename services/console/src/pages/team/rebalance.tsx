import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { BoardPerson, BoardQueue } from '@deskbeat/contracts';
import { rebalance } from '../../api/team.js';
import { useWords } from '../../i18n/language.js';
import { kitWords } from '../../ui/kit-words.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { Plan } from './plan.js';
import { teamWords } from './team-words.js';

/** First says what would move, then moves it. */
export function RebalanceDialog({
  queue,
  people,
  onClose,
}: {
  queue: BoardQueue;
  people: readonly BoardPerson[];
  onClose: () => void;
}) {
  const t = useWords(teamWords);
  const kit = useWords(kitWords);
  const { queueId, name } = queue;
  const trial = useQuery({ queryKey: ['rebalance', queueId], queryFn: () => rebalance(queueId, true), gcTime: 0 });
  const work = useMutation({
    mutationFn: () => rebalance(queueId, false),
    onSuccess: ({ moves }) => {
      toast({ tone: 'done', text: t('levelDone', { n: moves.length }) });
      onClose();
    },
    onError: useRefusal(),
  });
  const n = trial.data?.moves.length ?? 0;
  return (
    <Modal opened onClose={onClose} title={t('levelTitle', { queue: name })}>
      <p className="db-quiet" style={{ marginTop: 0 }}>
        {trial.data && n === 0 ? t('levelNothing') : t('levelHint')}
      </p>
      {trial.isPending && <SkeletonRows rows={3} />}
      {trial.error && <ProblemPanel error={trial.error} retry={() => void trial.refetch()} />}
      {trial.data && <Plan plan={trial.data} people={people} />}
      <Group justify="end" mt="md">
        <Button variant="default" onClick={onClose}>
          {n === 0 ? kit('close') : kit('cancel')}
        </Button>
        {n > 0 && (
          <Button loading={work.isPending} onClick={() => work.mutate()} data-autofocus>
            {t('levelDo', { n })}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
