import { Select } from '@mantine/core';
import type { EscalationAction, Priority } from '@deskbeat/contracts';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { priorityWords } from '../../../ui/vocabulary-words.js';
import type { Own } from '../form/resource.js';
import { useChoices } from '../form/use-choices.js';
import { slaWords } from './sla-setting-words.js';

const kinds = ['raise-priority', 'return-to-queue', 'assign'] as const;

/** What is done with the ticket besides telling somebody. */
export function ActionInput({ value, onChange, faults, disabled }: Own<EscalationAction | undefined>) {
  const t = useWords(slaWords);
  const { language } = useLanguage();
  const people = useChoices('people');
  return (
    <>
      <Select
        label={t('action')}
        placeholder={t('noAction')}
        clearable
        disabled={disabled}
        data={kinds.map((kind) => ({ value: kind, label: t(kind) }))}
        value={value?.kind ?? null}
        error={faults.at('/kind')}
        onChange={(kind) => onChange(kind === null ? undefined : { kind: kind as EscalationAction['kind'] })}
      />
      {value?.kind === 'raise-priority' && (
        <Select
          label={t('raiseTo')}
          placeholder={t('nextHigher')}
          clearable
          disabled={disabled}
          data={Object.entries(priorityWords).map(([one, word]) => ({ value: one, label: say(word, language) }))}
          value={value.priority ?? null}
          error={faults.at('/priority')}
          onChange={(priority) => onChange({ kind: value.kind, priority: (priority as Priority) ?? undefined })}
        />
      )}
      {value?.kind === 'assign' && (
        <Select
          label={t('person')}
          searchable
          disabled={disabled}
          data={people}
          value={value.personId ?? null}
          error={faults.at('/personId')}
          onChange={(personId) => onChange({ kind: value.kind, personId: personId ?? undefined })}
        />
      )}
    </>
  );
}
