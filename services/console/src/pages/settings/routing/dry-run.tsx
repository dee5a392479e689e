import { useWords } from '../../../i18n/language.js';
import { ToolSheet } from '../form/tool-sheet.js';
import { routingWords } from './routing-words.js';
import { Trial } from './trial.js';

/** Where past tickets would have gone by the rules as they are kept. */
export function DryRun() {
  const t = useWords(routingWords);
  return (
    <ToolSheet title={t('dryRun')} hint={t('dryRunHint')}>
      <Trial />
    </ToolSheet>
  );
}
