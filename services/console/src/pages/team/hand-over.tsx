import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BoardPerson } from '@deskbeat/contracts';
import { handOver } from '../../api/team.js';
import { useWords } from '../../i18n/language.js';
import { kitWords } from '../../ui/kit-words.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { Plan } from './plan.js';
import { teamWords } from './team-words.js';

/** Gives away all that somebody has: first says how, then does it. */
export function HandOverDialog({
  person,
  people,
  onClose,
}: {
  person: BoardPerson;
  people: readonly BoardPerson[];
  onClose: () => void;
}) {
  const t = useWords(teamWords);
  const kit = useWords(kitWords);
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const refuse = useRefusal();
  const { personId, name } = person;
  const trial = useMutation({ mutationFn: () => ask(true), onError: refuse });
  const work = useMutation({
    mutationFn: () => ask(false),
    onSuccess: ({ moves }) => {
      toast({ tone: 'done', text: t('levelDone', { n: moves.length }) });
      onClose();
    },
    onError: refuse,
  });
  const ask = (dryRun: boolean) =>
    handOver({ personId, reason: reason.trim(), dryRun, ...(to !== null && { toPersonId: to }) });
  const n = trial.data?.moves.length;
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value);
      trial.reset();
    };
  };
  const changeReason = changed(setReason);
  return (
    <Modal opened onClose={onClose} title={t('handOverOf', { name })}>
      <Stack gap="md">
        <Select
          label={t('handOverTo')}
          placeholder={t('handOverQueues')}
          clearable
          data={people
            .filter((one) => one.personId !== personId)
            .map((one) => ({ value: one.personId, label: one.name }))}
          value={to}
          onChange={changed(setTo)}
        />
        <Textarea
          label={t('handOverWhy')}
          description={t('handOverWhyHint')}
          required
          value={reason}
          onChange={(event) => changeReason(event.currentTarget.value)}
          data-autofocus
        />
        {trial.data && n === 0 && <p className="db-quiet">{t('handOverNothing', { name })}</p>}
        {trial.data && <Plan plan={trial.data} people={people} />}
      </Stack>
      <Group justify="end" mt="md">
        <Button variant="default" onClick={onClose}>
          {kit('cancel')}
        </Button>
        {n === undefined ? (
          <Button disabled={reason.trim() === ''} loading={trial.isPending} onClick={() => trial.mutate()}>
            {t('handOverSee')}
          </Button>
        ) : (
          <Button disabled={n === 0} loading={work.isPending} onClick={() => work.mutate()}>
            {t('levelDo', { n })}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
