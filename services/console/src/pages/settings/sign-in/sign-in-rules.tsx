import { Button, Checkbox, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personRoles } from '@deskbeat/contracts/vocabulary';
import type { AccountRole, SignInRulesView } from '@deskbeat/contracts';
import { saveSignInRules, signInRulesQuery } from '../../../api/account.js';
import { queryClient } from '../../../api/queries.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { PageBody, Panel } from '../../../ui/panel.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { SkeletonRows } from '../../../ui/section.js';
import { useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { useUnsaved } from '../../../ui/unsaved.js';
import { roleWords } from '../../../ui/vocabulary-words.js';
import { settingsWords } from '../settings-words.js';
import { signInRulesWords } from './sign-in-words.js';

const roles: readonly AccountRole[] = [...personRoles, 'auditor'];

/** What the organisation demands of those who sign in. */
export function Page({ mayChange }: { mayChange: boolean }) {
  const rules = useQuery(signInRulesQuery);
  if (rules.isPending) return <SkeletonRows rows={6} />;
  if (!rules.data) return <ProblemPanel error={rules.error} retry={() => void rules.refetch()} />;
  return <Form key={rules.data.version} rules={rules.data} mayChange={mayChange} />;
}

function Form({ rules, mayChange }: { rules: SignInRulesView; mayChange: boolean }) {
  const t = useWords(settingsWords);
  const w = useWords(signInRulesWords);
  const { language } = useLanguage();
  const refuse = useRefusal();
  const [chosen, setChosen] = useState<string[]>(rules.secondFactorFor);
  useUnsaved(() => mayChange && chosen.toSorted().join() !== rules.secondFactorFor.toSorted().join());
  const save = useMutation({
    mutationFn: () => saveSignInRules(rules, chosen as AccountRole[]),
    onSuccess: (saved) => {
      queryClient.setQueryData(signInRulesQuery.queryKey, saved);
      toast({ tone: 'done', text: t('saved', { name: w('title') }) });
    },
    onError: (error) => {
      refuse(error);
      void queryClient.invalidateQueries({ queryKey: signInRulesQuery.queryKey });
    },
  });
  return (
    <PageBody>
      <Panel title={w('title')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Stack p="lg" gap="md" align="start" maw={560}>
            <Checkbox.Group label={w('secondFactorFor')} description={w('hint')} value={chosen} onChange={setChosen}>
              <Stack gap="sm" mt="md">
                {roles.map((role) => (
                  <Checkbox
                    key={role}
                    value={role}
                    disabled={!mayChange}
                    label={role === 'auditor' ? w('auditor') : say(roleWords[role as keyof typeof roleWords], language)}
                  />
                ))}
              </Stack>
            </Checkbox.Group>
            {mayChange ? (
              <Button type="submit" loading={save.isPending}>
                {t('save')}
              </Button>
            ) : (
              <p className="db-quiet">{t('readOnly')}</p>
            )}
          </Stack>
        </form>
      </Panel>
    </PageBody>
  );
}
