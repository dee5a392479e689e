import { MultiSelect, TagsInput } from '@mantine/core';
import type { PolicyConditions } from '@deskbeat/contracts';
import { defaultTiers } from '@deskbeat/contracts/vocabulary';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say, type Word } from '../../../i18n/words.js';
import { channelWords, priorityWords } from '../../../ui/vocabulary-words.js';
import formStyles from '../form/form.module.css';
import type { Own } from '../form/resource.js';
import { useChoices } from '../form/use-choices.js';
import { slaWords } from './sla-setting-words.js';

type Name = keyof PolicyConditions;

/** For which tickets a policy is: those that have one of the values in all that is filled in. */
export function ConditionsInput({ value, onChange, faults, disabled }: Own<PolicyConditions>) {
  const t = useWords(slaWords);
  const { language } = useLanguage();
  const types = useChoices('types');
  const queues = useChoices('queues');
  const regions = useChoices('regions');
  const common = (name: Name) => ({
    label: t(name),
    disabled,
    error: faults.at(`/${name}`),
    value: [...(value[name] ?? [])],
    onChange: (values: string[]) => {
      const { [name]: _, ...others } = value;
      onChange(values.length > 0 ? { ...others, [name]: values } : others);
    },
  });
  const named = (words: Readonly<Record<string, Word>>) =>
    Object.entries(words).map(([one, word]) => ({ value: one, label: say(word, language) }));
  return (
    <div className={formStyles.grid}>
      <MultiSelect {...common('types')} searchable data={types} />
      <MultiSelect {...common('priorities')} data={named(priorityWords)} />
      <TagsInput {...common('tiers')} data={[...defaultTiers]} />
      <MultiSelect {...common('queues')} searchable data={queues} />
      <MultiSelect {...common('channels')} data={named(channelWords)} />
      <TagsInput {...common('tags')} />
      {regions.length > 0 ? (
        <MultiSelect {...common('regions')} searchable data={regions} />
      ) : (
        <TagsInput {...common('regions')} />
      )}
    </div>
  );
}
