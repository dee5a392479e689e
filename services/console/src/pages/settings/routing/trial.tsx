import { Button, Group, SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RoutingRule, RoutingTrial } from '@deskbeat/contracts';
import { useId, useState } from 'react';
import { post } from '../../../api/client.js';
import { useWords } from '../../../i18n/language.js';
import { useRefusal } from '../../../ui/toaster.js';
import { routingWords } from './routing-words.js';
import { TrialResult } from './trial-result.js';

const dayMs = 86_400_000;
const periods = [1, 7, 30, 90];

interface Tried {
  trial: RoutingTrial;
  rules?: readonly RoutingRule[];
}

/** Tries rules on the tickets of a period. @param rules absent: those that are kept */
export function Trial({ rules }: { rules?: () => Promise<RoutingRule[]> }) {
  const t = useWords(routingWords);
  const refuse = useRefusal();
  const label = useId();
  const [days, setDays] = useState(30);
  const run = useMutation({
    mutationFn: async (): Promise<Tried> => {
      const tried = await rules?.();
      const now = Date.now();
      const [from, to] = [now - days * dayMs, now].map((at) => new Date(at).toISOString());
      const body = { from, to, ...(tried && { rules: tried }) };
      return { trial: await post<RoutingTrial>('/routing-rules/dry-run', body), rules: tried };
    },
    onError: refuse,
  });
  return (
    <>
      <Group gap="sm">
        <span id={label}>{t('period')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby={label}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={periods.map((n) => ({ value: String(n), label: t('days', { n }) }))}
        />
        <Button variant="default" loading={run.isPending} onClick={() => run.mutate()}>
          {t('run')}
        </Button>
      </Group>
      {run.data && <TrialResult {...run.data} />}
    </>
  );
}
