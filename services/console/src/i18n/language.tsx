import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ago, bytes, clockTime, instant, timeThere } from './times.js';
import { languageFrom, languages, locales, numbers, say, type Language, type Values, type Words } from './words.js';

const key = 'deskbeat-language';

interface Chosen {
  language: Language;
  choose: (language: Language) => void;
}
const Context = createContext<Chosen>({ language: 'en', choose: () => undefined });

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => {
    const kept = localStorage.getItem(key);
    return languages.find((one) => one === kept) ?? languageFrom(navigator.languages);
  });
  useEffect(() => {
    document.documentElement.lang = locales[language];
  }, [language]);
  const value = useMemo(() => {
    const choose = (next: Language) => {
      localStorage.setItem(key, next);
      setLanguage(next);
    };
    return { language, choose };
  }, [language]);
  return <Context value={value}>{children}</Context>;
}

export const useLanguage = (): Chosen => use(Context);

export type Speak<T extends Words> = (key: keyof T & string, values?: Values) => string;

/** Says the words of a page in the reader's language. */
export function useWords<T extends Words>(words: T): Speak<T> {
  const { language } = use(Context);
  return useMemo(() => (name, values) => say(words[name]!, language, values), [words, language]);
}

/** Dates, times and sizes in the reader's language and time zone. */
export function useFormats() {
  const { language } = use(Context);
  return useMemo(
    () => ({
      ago: (at: string | number, style?: 'long' | 'narrow') => ago(at, Date.now(), language, style),
      instant: (at: string | number) => instant(at, language),
      clockTime: (at: string) => clockTime(at, Date.now(), language),
      timeThere: (zone: string) => timeThere(zone, Date.now(), language),
      bytes: (size: number) => bytes(size, language),
      number: (value: number) => numbers[language].format(value),
    }),
    [language],
  );
}
