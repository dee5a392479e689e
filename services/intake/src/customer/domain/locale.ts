import { Problem } from '@deskbeat/contracts';

function tried<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

const refusal = (pointer: string, message: string): Problem =>
  new Problem('validation-failed', { errors: [{ pointer, message }] });

/**
 * `ZH-hans-cn` → `zh-Hans-CN`.
 * @throws Problem `validation-failed` at `pointer` when it is no language of BCP 47
 */
export function languageIn(text: string | undefined, pointer: string): string | undefined {
  if (text === undefined) return undefined;
  const [language] = tried(() => Intl.getCanonicalLocales(text)) ?? [];
  if (language === undefined) throw refusal(pointer, 'must be a language like de or zh-Hans-CN');
  return language;
}

/** @throws Problem `validation-failed` at `pointer` when the time zone is not one of IANA's */
export function timeZoneIn(text: string | undefined, pointer: string): string | undefined {
  if (text === undefined) return undefined;
  const options = tried(() => new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions());
  // An offset like +02:00 is accepted too and is no zone: it does not know summer from winter.
  if (options === undefined || /^[+-]/.test(text)) throw refusal(pointer, 'must be a time zone like Europe/Berlin');
  return text;
}
