import { useWords } from '../../../i18n/language.js';
import { useChoices } from '../form/use-choices.js';
import { calendarWords } from './calendar-words.js';

/** The calendar that is always there and always open. */
export const aroundTheClock = 'around-the-clock';

/** All calendars, the one that is always open first. */
export function useCalendarChoices(): { value: string; label: string }[] {
  const t = useWords(calendarWords);
  const others = useChoices('calendars').filter(({ value }) => value !== aroundTheClock);
  return [{ value: aroundTheClock, label: t('aroundTheClock') }, ...others];
}
