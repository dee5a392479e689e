import { useFormats, useLanguage } from '../../i18n/language.js';
import { locales } from '../../i18n/words.js';

/** Times as a customer's page shows them: days too. */
export function useCustomerFormats() {
  const { language } = useLanguage();
  const formats = useFormats();
  const format = new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium' });
  return { ...formats, date: (at: string) => format.format(Date.parse(at)) };
}
