import { IconHistory } from '@tabler/icons-react';
import type { Word } from '../../../i18n/words.js';
import { channelWords, priorityWords, typeWords } from '../../../ui/vocabulary-words.js';
import { skillTexts } from '../directory/skills.js';
import { own, resource } from '../form/resource.js';
import { DryRun } from './dry-run.js';
import { RuleConditions } from './rule-conditions.js';
import { RuleMore } from './rule-more.js';
import { fieldWords, routingWords as w, testWords } from './routing-words.js';
import { keepRules, knownRules, readRules, rulesKey, saveRule, type ListedRule } from './rules-data.js';

const valueWords: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  type: typeWords,
  priority: priorityWords,
  channel: channelWords,
};

export const rules = resource<ListedRule>({
  key: 'routing',
  one: w.rule,
  hint: w.rulesHint,
  queryKey: rulesKey,
  list: readRules,
  titleOf: (view) => view.name,
  noteOf: ({ enabled, conditions }, speak) => {
    const parts = conditions.map(({ field, is, values }) => {
      const name =
        field in fieldWords ? speak(fieldWords[field as keyof typeof fieldWords]) : field.slice(field.indexOf('.') + 1);
      const named = values.map((value) => (valueWords[field]?.[value] ? speak(valueWords[field][value]) : value));
      return `${name} ${speak(testWords[is])} ${named.join(', ')}`;
    });
    return [enabled === false && speak(w.off), parts.join(' · ') || speak(w.every)].filter(Boolean).join(' · ');
  },
  fields: [
    { name: 'name', word: w.name, kind: 'line', required: true },
    { name: 'enabled', word: w.enabled, kind: 'switch' },
    own({ name: 'conditions', word: w.conditions, hint: w.conditionsHint }, RuleConditions),
    { name: 'queueId', word: w.queueId, kind: 'one-of', source: 'queues' },
    { name: 'nearestOf', word: w.nearestOf, hint: w.nearestHint, kind: 'some-of', source: 'queues' },
    { name: 'personId', word: w.personId, hint: w.personHint, kind: 'one-of', source: 'people' },
    { name: 'skills', word: w.skills, hint: w.skillsHint, kind: 'tags' },
    { name: 'collaborators', word: w.collaborators, kind: 'some-of', source: 'people' },
  ],
  valuesOf: (view) => ({
    name: view?.name ?? '',
    enabled: view?.enabled ?? true,
    conditions: view?.conditions ?? [],
    queueId: view?.queueId ?? '',
    nearestOf: view?.nearestOf ?? [],
    personId: view?.personId ?? '',
    skills: skillTexts(view?.skills ?? []),
    collaborators: view?.collaborators ?? [],
  }),
  save: saveRule,
  remove: async (view) => {
    const { items } = await knownRules();
    const others = items.filter(({ id }) => id !== view.id);
    await keepRules(others, view.version);
  },
  order: {
    keep: async (ids, seen) => {
      const { items } = await knownRules();
      const ordered = ids.map((id) => items.find((one) => one.id === id)!);
      return keepRules(ordered, seen);
    },
  },
  tools: [{ key: 'dry-run', icon: IconHistory, word: w.dryRun, Tool: DryRun }],
  More: RuleMore,
});
