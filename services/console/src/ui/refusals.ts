import { say, type Language, type Values } from '../i18n/words.js';
import { workRefusals } from './refusal-words-of-owners.js';
import { shapeRefusals } from './refusal-words.js';

/** A sentence with blanks as what recognises it, each blank by its name. */
const pattern = (said: string): RegExp =>
  new RegExp(`^${said.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 's');
const refusals = [...workRefusals, ...shapeRefusals].map(([said, word]) => ({ pattern: pattern(said), word }));

/** The field stands beside what is said of it. */
const withoutField = (message: string): string => message.replace(/^(each value in )?\S+ (?=must |should )/, '');

/** What a service says of a value, in the reader's language; what is not known, as the service says it. */
export function refusalIn(language: Language, message: string): string {
  for (const said of new Set([message, withoutField(message)]))
    for (const { pattern, word } of refusals) {
      const found = pattern.exec(said);
      if (found) return say(word, language, blanksOf(found, language));
    }
  return message;
}

/** What stands in the blanks; a rule may be such a sentence itself. */
function blanksOf({ groups = {} }: RegExpExecArray, language: Language): Values {
  const { rule } = groups;
  return rule === undefined ? groups : { ...groups, rule: refusalIn(language, rule) };
}

/** They say nothing more where something else is wrong as well. */
const implied = new Set([
  'must be a string',
  'must be one line of visible text',
  'must be lines of visible text',
  'must be a valid ISO 8601 date string',
  'must not be blank',
]);

/** Several at once; each meaning once. */
export function refusalsIn(language: Language, messages: readonly string[]): string {
  const telling = messages.filter((message) => !implied.has(withoutField(message)));
  const said = (telling.length > 0 ? telling : messages).map((message) => refusalIn(language, message));
  return [...new Set(said)].join(language === 'zh' ? '；' : '; ');
}
