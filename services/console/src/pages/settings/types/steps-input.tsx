import { Checkbox, Select, TextInput } from '@mantine/core';
import type { Status, StepOwner } from '@deskbeat/contracts';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { statusWords } from '../../../ui/vocabulary-words.js';
import { ItemList } from '../form/item-list.js';
import type { Own } from '../form/resource.js';
import { byStatus, labelled, stepStatuses, type EditedStep } from './definition.js';
import { ownerWords, typeSettingWords } from './type-words.js';
import styles from './types.module.css';

type Given = Own<readonly EditedStep[]>;

/** The checklist of each status. */
export function StepsInput(own: Given) {
  return (
    <div className={styles.checklists}>
      {stepStatuses.map((status) => (
        <Checklist key={status} {...own} status={status} />
      ))}
    </div>
  );
}

function Checklist({ status, value, onChange, faults: all, disabled }: Given & { status: Status }) {
  const t = useWords(typeSettingWords);
  const { language } = useLanguage();
  const mine = value.filter((step) => step.status === status);
  const others = value.filter((step) => step.status !== status);
  // Steps stand by status: those before are of the statuses before.
  const first = value.findIndex((step) => step.status === status);
  const owners = Object.entries(ownerWords).map(([owner, word]) => ({ value: owner, label: say(word, language) }));
  const faults = {
    ...all,
    own: undefined,
    under: (pointer: string) => all.under(`/${first + Number(pointer.slice(1))}`),
  };
  return (
    <div role="group" aria-label={say(statusWords[status], language)}>
      <h4>{say(statusWords[status], language)}</h4>
      <ItemList
        value={mine}
        faults={faults}
        disabled={disabled}
        onChange={(steps) => onChange(byStatus([...others, ...steps]))}
        ordered
        add={t('addStep')}
        nameOf={({ label }, index) => label || t('step', { n: index + 1 })}
        fresh={(): EditedStep => ({ key: '', label: '', status, required: true })}
      >
        {({ item, faults: own, set }) => (
          <div className={styles.step}>
            <TextInput
              aria-label={t('what')}
              placeholder={t('what')}
              disabled={disabled}
              value={item.label}
              error={own.at('')}
              onChange={(event) => {
                const rest = value.filter((one) => one !== item);
                set(labelled(item, event.currentTarget.value, rest, 'step'));
              }}
            />
            <Checkbox
              label={t('required')}
              disabled={disabled}
              checked={item.required ?? false}
              onChange={(event) => set({ required: event.currentTarget.checked })}
            />
            <Select
              aria-label={t('owner')}
              allowDeselect={false}
              disabled={disabled}
              data={owners}
              value={item.owner ?? 'anyone'}
              onChange={(owner) => set({ owner: owner as StepOwner })}
            />
          </div>
        )}
      </ItemList>
    </div>
  );
}
