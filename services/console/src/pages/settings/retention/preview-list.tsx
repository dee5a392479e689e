import type { OldThings, RetentionPreview } from '@deskbeat/contracts';
import { useFormats, useWords } from '../../../i18n/language.js';
import { retentionWords } from './retention-words.js';

const kinds = ['tickets', 'notices', 'auditRecords'] as const;

/** How many would go, and the oldest of them. */
export function PreviewList({ preview }: { preview: RetentionPreview }) {
  const t = useWords(retentionWords);
  const { instant } = useFormats();
  const told = ({ count, isMore, oldest }: OldThings): string =>
    oldest === undefined ? t('nothingGoes') : t(isMore ? 'goesAtLeast' : 'goes', { n: count, when: instant(oldest) });
  const shown = kinds.flatMap((kind) => (preview[kind] ? [{ kind, things: preview[kind] }] : []));
  return (
    <div role="status">
      <strong>{t('wouldGo')}</strong>
      <ul>
        {shown.map(({ kind, things }) => (
          <li key={kind}>
            {t(kind)}: {told(things)}
          </li>
        ))}
        {shown.length === 0 && <li>{t('nothingGoes')}</li>}
      </ul>
    </div>
  );
}
