import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetentionRules, RetentionRulesView } from '@deskbeat/contracts';
import { queryClient } from '../../../api/queries.js';
import { previewRetention, retentionRulesQuery, saveRetentionRules } from '../../../api/retention.js';
import { useFormats, useWords } from '../../../i18n/language.js';
import { Panel } from '../../../ui/panel.js';
import { useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { useUnsaved } from '../../../ui/unsaved.js';
import { settingsWords } from '../settings-words.js';
import { PreviewList } from './preview-list.js';
import { retentionWords } from './retention-words.js';

const bounds = { closedTicketsMonths: [1, 240], noticesDays: [30, 7_300], auditYears: [1, 100] } as const;
type Rule = keyof typeof bounds;
const fields = Object.keys(bounds) as Rule[];

/** How long what is kept; what would go can be seen before it is saved. */
export function RulesPanel({ rules, mayChange }: { rules: RetentionRulesView; mayChange: boolean }) {
  const t = useWords(settingsWords);
  const w = useWords(retentionWords);
  const { instant } = useFormats();
  const refuse = useRefusal();
  const [chosen, setChosen] = useState<RetentionRules>(() => only(rules));
  useUnsaved(() => mayChange && fields.some((rule) => chosen[rule] !== rules[rule]));
  const preview = useMutation({ mutationFn: () => previewRetention(chosen), onError: refuse });
  const save = useMutation({
    mutationFn: () => saveRetentionRules(chosen, rules.version),
    onSuccess: (saved) => {
      queryClient.setQueryData(retentionRulesQuery.queryKey, saved);
      toast({ tone: 'done', text: t('saved', { name: w('rules') }) });
    },
    onError: (error) => {
      refuse(error);
      void queryClient.invalidateQueries({ queryKey: retentionRulesQuery.queryKey });
    },
  });
  const choose = (rule: Rule, value: string | number) => {
    const { [rule]: _, ...others } = chosen;
    preview.reset();
    setChosen(value === '' ? others : { ...others, [rule]: Number(value) });
  };
  const next = rules.nextRunAt && w('next', { when: instant(rules.nextRunAt) });
  return (
    <Panel title={w('rules')} hint={next}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack p="lg" gap="md" align="start" maw={560}>
          <Text className="db-quiet">{w('hint')}</Text>
          {fields.map((rule) => (
            <NumberInput
              key={rule}
              name={rule}
              w={360}
              maw="100%"
              label={w(rule)}
              description={w(`${rule}Hint`)}
              min={bounds[rule][0]}
              max={bounds[rule][1]}
              allowDecimal={false}
              allowNegative={false}
              disabled={!mayChange}
              value={chosen[rule] ?? ''}
              onChange={(value) => choose(rule, value)}
            />
          ))}
          {preview.data && <PreviewList preview={preview.data} />}
          <Group>
            {mayChange && (
              <Button type="submit" loading={save.isPending}>
                {w('save')}
              </Button>
            )}
            <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
              {w('tryOut')}
            </Button>
          </Group>
          {!mayChange && <Text className="db-quiet">{t('readOnly')}</Text>}
        </Stack>
      </form>
    </Panel>
  );
}

const only = (rules: RetentionRulesView): RetentionRules =>
  Object.fromEntries(fields.flatMap((rule) => (rules[rule] === undefined ? [] : [[rule, rules[rule]]])));
