import { MultiSelect, NumberInput, Select } from '@mantine/core';
import type { EscalationLevel } from '@deskbeat/contracts';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { targetWords } from '../../../ui/vocabulary-words.js';
import formStyles from '../form/form.module.css';
import { ItemList } from '../form/item-list.js';
import type { Own } from '../form/resource.js';
import { ActionInput } from './action-input.js';
import { slaWords } from './sla-setting-words.js';
import { useReceivers } from './use-receivers.js';

type Moment = 'atBreach' | 'after' | 'percent';
const moments: readonly Moment[] = ['atBreach', 'after', 'percent'];
const momentOf = ({ afterMinutes, atPercent }: EscalationLevel): Moment =>
  atPercent !== undefined ? 'percent' : afterMinutes ? 'after' : 'atBreach';
const atMoment: Readonly<Record<Moment, Partial<EscalationLevel>>> = {
  atBreach: { afterMinutes: undefined, atPercent: undefined },
  after: { afterMinutes: 60, atPercent: undefined },
  percent: { afterMinutes: undefined, atPercent: 150 },
};

/** Who is told when a target is missed, and what is done. */
export function EscalationsInput(own: Own<readonly EscalationLevel[]>) {
  const t = useWords(slaWords);
  const { language } = useLanguage();
  const receivers = useReceivers();
  const targets = Object.entries(targetWords).map(([value, word]) => ({ value, label: say(word, language) }));
  const nextLevel = Math.max(0, ...own.value.map(({ level }) => level)) + 1;
  return (
    <ItemList
      {...own}
      add={t('addLevel')}
      none={t('noLevels')}
      nameOf={({ level }) => t('levelName', { n: level })}
      fresh={(): EscalationLevel => ({ level: nextLevel, to: ['assignee', 'lead'] })}
    >
      {({ item, faults, set }) => {
        const { disabled } = own;
        const moment = momentOf(item);
        return (
          <div className={formStyles.grid}>
            <NumberInput
              label={t('level')}
              min={1}
              max={20}
              disabled={disabled}
              value={item.level}
              error={faults.at('/level')}
              onChange={(level) => set({ level: Number(level) })}
            />
            <MultiSelect
              label={t('targets')}
              placeholder={item.targets?.length ? undefined : t('anyTarget')}
              data={targets}
              disabled={disabled}
              value={[...(item.targets ?? [])]}
              error={faults.at('/targets')}
              onChange={(chosen) =>
                set({ targets: chosen.length > 0 ? (chosen as EscalationLevel['targets']) : undefined })
              }
            />
            <Select
              label={t('when')}
              allowDeselect={false}
              disabled={disabled}
              data={moments.map((value) => ({ value, label: t(value) }))}
              value={moment}
              onChange={(next) => set(atMoment[next as Moment])}
            />
            {moment === 'after' && (
              <NumberInput
                label={t('minutes')}
                min={1}
                disabled={disabled}
                value={item.afterMinutes}
                error={faults.at('/afterMinutes')}
                onChange={(minutes) => set({ afterMinutes: Number(minutes) })}
              />
            )}
            {moment === 'percent' && (
              <NumberInput
                label={t('percentOf')}
                min={100}
                max={1_000}
                disabled={disabled}
                value={item.atPercent}
                error={faults.at('/atPercent')}
                onChange={(percent) => set({ atPercent: Number(percent) })}
              />
            )}
            <MultiSelect
              label={t('to')}
              searchable
              disabled={disabled}
              data={receivers(item.to)}
              value={item.to}
              error={faults.at('/to')}
              onChange={(to) => set({ to })}
            />
            <ActionInput
              value={item.action}
              disabled={disabled}
              faults={faults.under('/action')}
              onChange={(action) => set({ action })}
            />
          </div>
        );
      }}
    </ItemList>
  );
}
