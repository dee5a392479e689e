import type { PolicyPreview, PolicyStep } from '@deskbeat/contracts';
import { useFormats, useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { targetWords } from '../../../ui/vocabulary-words.js';
import { AnswerTable } from '../form/answer-table.js';
import styles from '../form/form.module.css';
import { useCalendarChoices } from './calendar-choices.js';
import { durationText } from './durations.js';
import { previewWords } from './preview-words.js';
import { slaWords } from './sla-setting-words.js';

/** Which policy was found, what it promises, and why it is that one. */
export function PreviewAnswer({ found: { policyId, steps, targets } }: { found: PolicyPreview }) {
  const t = useWords(previewWords);
  const s = useWords(slaWords);
  const { language } = useLanguage();
  const { instant } = useFormats();
  const calendars = useCalendarChoices();
  const units = { h: s('h'), min: s('min') };
  const calendarName = (id: string) => calendars.find(({ value }) => value === id)?.label ?? id;
  const name = steps.find((step) => step.policyId === policyId)?.name ?? policyId;
  const whyNot = ({ enabled, matches, misses }: PolicyStep) =>
    !enabled
      ? t('isOff')
      : matches
        ? t('matches')
        : t('misses', { what: misses.map((miss) => s(miss as 'types')).join(', ') });
  return (
    <div className={styles.answer} role="status">
      <h3>{t('gets', { name })}</h3>
      {targets.length === 0 && <p className="db-quiet">{t('noTargets')}</p>}
      {targets.length > 0 && (
        <AnswerTable heads={[t('target'), t('within'), s('calendar'), t('due')]}>
          {targets.map(({ target, budgetMs, calendarId, dueAt }) => (
            <tr key={target}>
              <td>{say(targetWords[target], language)}</td>
              <td>{durationText(budgetMs, units)}</td>
              <td>{calendarName(calendarId)}</td>
              <td>{dueAt ? <time dateTime={dueAt}>{instant(dueAt)}</time> : t('dueLater')}</td>
            </tr>
          ))}
        </AnswerTable>
      )}
      <h3>{t('steps')}</h3>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.policyId}>
            {step.name} <span className="db-quiet">{whyNot(step)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
