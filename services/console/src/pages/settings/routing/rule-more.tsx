import { useWords } from '../../../i18n/language.js';
import formStyles from '../form/form.module.css';
import type { MoreOf } from '../form/resource.js';
import { routingWords } from './routing-words.js';
import { rulesWith, type ListedRule } from './rules-data.js';
import { Trial } from './trial.js';

/** Where past tickets would have gone with the rule as it stands in its form. */
export function RuleMore({ view, values }: MoreOf<ListedRule>) {
  const t = useWords(routingWords);
  return (
    <section className={formStyles.more} aria-label={t('dryRun')}>
      <div>
        <h3>{t('dryRun')}</h3>
        <p className={`${formStyles.hint} db-quiet`}>{t('dryRunDraft')}</p>
      </div>
      <Trial rules={async () => (await rulesWith(values, view)).rules} />
    </section>
  );
}
