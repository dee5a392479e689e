import { useQuery } from '@tanstack/react-query';
import { priorities } from '@deskbeat/contracts/vocabulary';
import type { PolicyView, Priority, SlaTarget } from '@deskbeat/contracts';
import { Link } from 'react-router';
import { useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { SkeletonRows } from '../../../ui/section.js';
import { priorityWords } from '../../../ui/vocabulary-words.js';
import { AnswerTable } from '../form/answer-table.js';
import styles from '../form/form.module.css';
import { ToolSheet } from '../form/tool-sheet.js';
import { indexOf } from './budgets.js';
import { durationText } from './durations.js';
import { policiesQuery } from './policies-query.js';
import { summaryOf } from './policy-summary.js';
import { previewWords } from './preview-words.js';
import { slaWords } from './sla-setting-words.js';

const shown: readonly SlaTarget[] = ['first-response', 'resolution'];

/** All policies side by side, in the order in which they are asked: first response and resolution at each priority. */
export function PolicyTable() {
  const t = useWords(previewWords);
  const s = useWords(slaWords);
  const { language } = useLanguage();
  const policies = useQuery(policiesQuery);
  const units = { h: s('h'), min: s('min') };
  const promised = ({ budgets }: PolicyView, priority: Priority) =>
    shown.map((target) => {
      const budget = budgets[indexOf(budgets, priority, target)];
      return budget ? durationText(budget.budgetMs, units) : '–';
    });
  const forWhom = ({ isDefault, conditions }: PolicyView) =>
    isDefault ? s('everything') : summaryOf(conditions, (word) => say(word, language)) || s('all');
  return (
    <ToolSheet title={t('overview')} hint={t('overviewHint')}>
      {policies.isPending && <SkeletonRows rows={3} />}
      {policies.error && !policies.data && (
        <ProblemPanel error={policies.error} retry={() => void policies.refetch()} />
      )}
      {policies.data && (
        <AnswerTable heads={[s('policy'), ...priorities.map((priority) => say(priorityWords[priority], language))]}>
          {policies.data.items.map((policy) => (
            <tr key={policy.id}>
              <td>
                <Link className={styles.link} to={`/settings/policies/${encodeURIComponent(policy.id)}`}>
                  {policy.name}
                </Link>
                <div className={`${styles.small} db-quiet`}>
                  {[!policy.enabled && s('off'), forWhom(policy)].filter(Boolean).join(' · ')}
                </div>
              </td>
              {priorities.map((priority) => (
                <td key={priority}>
                  {promised(policy, priority).map((text, at) => (
                    <div key={shown[at]} className={at > 0 ? 'db-quiet' : undefined}>
                      {text}
                    </div>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </AnswerTable>
      )}
    </ToolSheet>
  );
}
