export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** A text, or its plural forms, chosen by the value `n`. */
export type Wording = string | Partial<Record<Intl.LDMLPluralRule, string>>;
/** One meaning in all languages, side by side, so that none can be forgotten. */
export type Word = Readonly<Record<Language, Wording>>;
export type Words = Readonly<Record<string, Word>>;
export type Values = Readonly<Record<string, string | number>>;

/** `{name}` in a text is replaced by the value of that name; numbers are written as the language does. */
export function say(word: Word, language: Language, values: Values = {}): string {
  const wording = word[language];
  return textOf(wording, language, values).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? numbers[language].format(value) : value;
  });
}

function textOf(wording: Wording, language: Language, { n }: Values): string {
  if (typeof wording === 'string') return wording;
  const rule = typeof n === 'number' ? plurals[language].select(n) : 'other';
  return wording[rule] ?? wording.other ?? '';
}

export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' };
const plurals = { en: new Intl.PluralRules('en'), zh: new Intl.PluralRules('zh') };
export const numbers = { en: new Intl.NumberFormat('en-GB'), zh: new Intl.NumberFormat('zh-CN') };

/** Of those that somebody prefers, the first that is there; else English. */
export function languageFrom(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}
