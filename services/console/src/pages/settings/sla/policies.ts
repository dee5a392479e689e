import { IconCalculator, IconRefresh, IconTable } from '@tabler/icons-react';
import type { PolicyList, PolicyView, Status } from '@deskbeat/contracts';
import { get, patch, path, post, put, remove } from '../../../api/client.js';
import { statusWords } from '../../../ui/vocabulary-words.js';
import { choicesOf, own, resource, type Field, type Values } from '../form/resource.js';
import { settingsWords } from '../settings-words.js';
import { ConditionsInput } from './conditions-input.js';
import { EscalationsInput } from './escalations-input.js';
import { policiesQuery } from './policies-query.js';
import { PolicyPreview } from './policy-preview.js';
import { summaryOf } from './policy-summary.js';
import { PolicyTable } from './policy-table.js';
import { previewWords } from './preview-words.js';
import { Recount } from './recount.js';
import { slaWords as w } from './sla-setting-words.js';
import { TargetsInput } from './targets-input.js';

const { resolved: _, closed: __, ...openStatuses } = statusWords;
const forWhom: Field[] = [
  own({ name: 'conditions', word: w.conditions, hint: w.conditionsHint }, ConditionsInput),
  { name: 'enabled', word: w.enabled, kind: 'switch' },
];
const fieldsOf = (view?: PolicyView): Field[] => [
  { name: 'id', word: w.id, hint: settingsWords.idHint, kind: 'line', required: true, fixed: true },
  { name: 'name', word: w.name, kind: 'line', required: true },
  ...(view?.isDefault ? [] : forWhom),
  own({ name: 'budgets', word: w.targets, hint: w.targetsHint }, TargetsInput),
  { name: 'pausedBy', word: w.pausedBy, hint: w.pausedByHint, kind: 'choices', choices: choicesOf(openStatuses) },
  { name: 'reminders', word: w.reminders, hint: w.remindersHint, kind: 'tags' },
  own({ name: 'escalations', word: w.escalations, hint: w.escalationsHint }, EscalationsInput),
];

const termsOf = ({ reminders, ...values }: Values) => ({
  ...values,
  reminders: (reminders as string[]).map((percent) => Number(percent.replace('%', ''))),
});

export const policies = resource<PolicyView>({
  key: 'policies',
  one: w.policy,
  hint: w.policiesHint,
  queryKey: policiesQuery.queryKey,
  list: (signal) => get<PolicyList>('/policies', {}, signal),
  titleOf: (view) => view.name,
  noteOf: ({ isDefault, enabled, conditions }, speak) =>
    [!enabled && speak(w.off), isDefault ? speak(w.everything) : summaryOf(conditions, speak) || speak(w.all)]
      .filter(Boolean)
      .join(' · '),
  fields: fieldsOf,
  valuesOf: (view) => ({
    id: view?.id ?? '',
    name: view?.name ?? '',
    conditions: view?.conditions ?? {},
    enabled: view?.enabled ?? true,
    budgets: view?.budgets ?? [],
    pausedBy: view?.pausedBy ?? (['awaiting-confirmation'] satisfies Status[]),
    reminders: (view?.reminders ?? [75]).map(String),
    escalations: view?.escalations ?? [{ level: 1, to: ['assignee', 'manager'] }],
  }),
  save: ({ id, conditions, enabled, ...values }, view) => {
    const terms = termsOf(values);
    if (!view) return post<PolicyView>('/policies', { id, conditions, enabled, ...terms });
    const body = view.isDefault ? terms : { conditions, enabled, ...terms };
    return patch<PolicyView>(path`/policies/${view.id}`, body, { seen: view.version });
  },
  remove: (view) => remove(path`/policies/${view.id}`, { seen: view.version }),
  order: {
    keep: (ids, seen) => put<PolicyList>('/policies/order', { ids }, { seen }),
    stays: ({ isDefault }) => isDefault,
  },
  tools: [
    { key: 'overview', icon: IconTable, word: previewWords.overview, Tool: PolicyTable },
    { key: 'preview', icon: IconCalculator, word: previewWords.preview, Tool: PolicyPreview },
    { key: 'recount', icon: IconRefresh, word: previewWords.recount, Tool: Recount },
  ],
});
