import { fieldErrors, isProblem } from '../api/problem.js';
import { useLanguage } from '../i18n/language.js';
import { faultsOf, type Faults } from './faults.js';
import { refusalsIn } from './refusals.js';

/** What was refused where, in the reader's language. */
export function useFaults(error: unknown): Faults {
  const { language } = useLanguage();
  return faultsOf(isProblem(error) ? error.errors : [], (messages) => refusalsIn(language, messages));
}

/** The same by the names of a form's fields. */
export function useFieldErrors(error: unknown): Readonly<Record<string, string>> {
  const { language } = useLanguage();
  return fieldErrors(error, (messages) => refusalsIn(language, messages));
}
