import { NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { MacroActions as Actions, Priority, Status, Wording } from '@deskbeat/contracts';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say, type Word } from '../../../i18n/words.js';
import { priorityWords, statusWords } from '../../../ui/vocabulary-words.js';
import formStyles from '../form/form.module.css';
import type { Own } from '../form/resource.js';
import { useChoices } from '../form/use-choices.js';
import { shelfWords } from './shelf-words.js';
import { macroWords } from './macro-words.js';

/** What a macro does; what is left out stays as it is. */
export function MacroActions({ value, onChange, faults, disabled }: Own<Actions>) {
  const t = useWords(macroWords);
  const s = useWords(shelfWords);
  const { language } = useLanguage();
  const types = useChoices('types');
  const people = useChoices('people');
  const queues = useChoices('queues');
  const set = (name: keyof Actions, next: Actions[keyof Actions] | null | '') => {
    const { [name]: _, ...others } = value;
    const isEmpty = next === null || next === '' || (Array.isArray(next) && next.length === 0);
    onChange((isEmpty ? others : { ...others, [name]: next }) as Actions);
  };
  const common = (name: keyof Actions & keyof typeof macroWords) => ({
    label: t(name),
    disabled,
    error: faults.at(`/${name}`),
  });
  const named = (words: Readonly<Record<string, Word>>) =>
    Object.entries(words).map(([one, word]) => ({ value: one, label: say(word, language) }));
  const one = (name: 'type' | 'assignTo' | 'queueId') => ({
    ...common(name),
    clearable: true,
    value: value[name] ?? null,
    onChange: (next: string | null) => set(name, next),
  });
  const wording = (name: 'reply' | 'note') => {
    const { text, html } = value[name] ?? {};
    const kind: keyof Wording = html === undefined ? 'text' : 'html';
    return (
      <Textarea
        {...common(name)}
        description={html === undefined ? s('wordingHint') : t('html')}
        minRows={3}
        maxRows={12}
        value={text ?? html ?? ''}
        onChange={({ currentTarget }) => set(name, currentTarget.value === '' ? null : { [kind]: currentTarget.value })}
      />
    );
  };
  return (
    <>
      <div className={formStyles.grid}>
        <Select searchable data={types} {...one('type')} />
        <Select
          {...common('priority')}
          clearable
          data={named(priorityWords)}
          value={value.priority ?? null}
          onChange={(next) => set('priority', next as Priority)}
        />
        <Select searchable data={[{ value: 'me', label: t('me') }, ...people]} {...one('assignTo')} />
        <Select searchable data={queues} {...one('queueId')} />
        <TagsInput {...common('addTags')} value={value.addTags ?? []} onChange={(tags) => set('addTags', tags)} />
        <TagsInput
          {...common('removeTags')}
          value={value.removeTags ?? []}
          onChange={(tags) => set('removeTags', tags)}
        />
        <Select
          {...common('status')}
          clearable
          data={named(statusWords)}
          value={value.status ?? null}
          onChange={(next) => set('status', next as Status)}
        />
        {value.status && (
          <TextInput
            {...common('reason')}
            value={value.reason ?? ''}
            onChange={(event) => set('reason', event.currentTarget.value)}
          />
        )}
        <NumberInput
          {...common('snoozeMinutes')}
          min={1}
          value={value.snoozeMinutes ?? ''}
          onChange={(next) => set('snoozeMinutes', next === '' ? null : Number(next))}
        />
      </div>
      {wording('reply')}
      {wording('note')}
    </>
  );
}
