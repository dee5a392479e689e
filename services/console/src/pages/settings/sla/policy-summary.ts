import type { PolicyConditions } from '@deskbeat/contracts';
import type { Word } from '../../../i18n/words.js';
import { channelWords, priorityWords, typeWords } from '../../../ui/vocabulary-words.js';
import type { Say } from '../form/resource.js';

const named: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  types: typeWords,
  priorities: priorityWords,
  channels: channelWords,
};

/** What a policy is for, in a line. */
export const summaryOf = (conditions: PolicyConditions, speak: Say): string =>
  Object.entries(conditions)
    .map(([name, values]) => (values as string[]).map((value) => nameOf(named[name]?.[value], value, speak)).join(', '))
    .join(' · ');

const nameOf = (word: Word | undefined, value: string, speak: Say): string => (word ? speak(word) : value);
