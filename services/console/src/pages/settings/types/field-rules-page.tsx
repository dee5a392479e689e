import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { closableFields, fieldHolders, openFields, type FieldHolder } from '@deskbeat/contracts/vocabulary';
import type { FieldRule, FieldRulesView } from '@deskbeat/contracts';
import { fieldRulesQuery, saveFieldRules } from '../../../api/field-rules.js';
import { customerFieldsQuery, queryClient, typesQuery } from '../../../api/queries.js';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { PageBody, Panel } from '../../../ui/panel.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { SkeletonRows } from '../../../ui/section.js';
import { useRefusal } from '../../../ui/toaster.js';
import { toast } from '../../../ui/toasts.js';
import { settingsWords } from '../settings-words.js';
import { isAbout, withRule } from './audience.js';
import { AudienceInput } from './audience-input.js';
import { fieldRuleWords, fieldWords } from './field-rule-words.js';
import styles from './types.module.css';

/** Who sees and who changes which field of tickets and customers. */
export function Page({ mayChange }: { mayChange: boolean }) {
  const rules = useQuery(fieldRulesQuery);
  if (rules.isPending) return <SkeletonRows rows={10} />;
  if (!rules.data) return <ProblemPanel error={rules.error} retry={() => void rules.refetch()} />;
  return <Form key={rules.data.version} view={rules.data} mayChange={mayChange} />;
}

function Form({ view, mayChange }: { view: FieldRulesView; mayChange: boolean }) {
  const t = useWords(settingsWords);
  const w = useWords(fieldRuleWords);
  const refuse = useRefusal();
  const [rules, setRules] = useState<readonly FieldRule[]>(view.rules);
  const save = useMutation({
    mutationFn: () => saveFieldRules(view, rules),
    onSuccess: (saved) => {
      queryClient.setQueryData(fieldRulesQuery.queryKey, saved);
      toast({ tone: 'done', text: t('saved', { name: w('title') }) });
    },
    onError: (error) => {
      refuse(error);
      void queryClient.invalidateQueries({ queryKey: fieldRulesQuery.queryKey });
    },
  });
  return (
    <PageBody>
      <form
        className={styles.rules}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="db-quiet">{w('hint')}</p>
        {fieldHolders.map((holder) => (
          <Panel key={holder} title={w(holder)}>
            <Fields
              holder={holder}
              rules={rules}
              disabled={!mayChange}
              onSay={(said) => setRules(withRule(rules, said))}
            />
          </Panel>
        ))}
        {mayChange ? (
          <div>
            <Button type="submit" loading={save.isPending} disabled={rules === view.rules}>
              {t('save')}
            </Button>
          </div>
        ) : (
          <p className="db-quiet">{t('readOnly')}</p>
        )}
      </form>
    </PageBody>
  );
}

/** Fields in the order in which they are listed: those that can be hidden first. */
function useFieldNames(holder: FieldHolder): { field: string; label: string; isClosable: boolean }[] {
  const { language } = useLanguage();
  const types = useQuery(typesQuery).data?.items ?? [];
  const ofCustomers = useQuery(customerFieldsQuery).data?.fields ?? [];
  const own = holder === 'ticket' ? types.flatMap(({ fields }) => fields) : ofCustomers;
  const labels = new Map(own.map(({ key, label }) => [`fields.${key}`, label]));
  const named = (field: string, isClosable: boolean) => ({
    field,
    label: say(fieldWords[field]!, language),
    isClosable,
  });
  return [
    ...[...labels].map(([field, label]) => ({ field, label, isClosable: true })),
    ...closableFields[holder].map((field) => named(field, true)),
    ...openFields[holder].map((field) => named(field, false)),
  ];
}

function Fields({
  holder,
  rules,
  disabled,
  onSay,
}: {
  holder: FieldHolder;
  rules: readonly FieldRule[];
  disabled: boolean;
  onSay: (said: FieldRule) => void;
}) {
  const w = useWords(fieldRuleWords);
  return useFieldNames(holder).map(({ field, label, isClosable }) => {
    const about = { of: holder, field };
    const rule: FieldRule = rules.find((one) => isAbout(about, one)) ?? about;
    return (
      <div key={field} className={styles.rule} data-field={field}>
        <strong>{label}</strong>
        <AudienceInput
          label={w('sees')}
          name={w('seesOf', { field: label })}
          disabled={disabled || !isClosable}
          everybody={isClosable ? w('everybody') : w('everybodySees')}
          value={rule.seenBy}
          onChange={(seenBy) => onSay({ ...rule, seenBy })}
        />
        <AudienceInput
          label={w('changes')}
          name={w('changesOf', { field: label })}
          disabled={disabled}
          everybody={w('everybody')}
          value={rule.changedBy}
          onChange={(changedBy) => onSay({ ...rule, changedBy })}
        />
      </div>
    );
  });
}
