import type { AuditRecordView } from '@deskbeat/contracts';
import { useFormats, useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { auditWords, outcomeWords } from './audit-words.js';
import styles from './audit.module.css';

interface Given {
  items: readonly AuditRecordView[];
  chosen?: number;
  onChoose: (sequence: number) => void;
}

export function AuditTable({ items, chosen, onChoose }: Given) {
  const t = useWords(auditWords);
  const { language } = useLanguage();
  const { instant } = useFormats();
  return (
    <table className={styles.table} aria-label={t('title')}>
      <thead>
        <tr>
          {(['when', 'who', 'action', 'what', 'changed', 'from'] as const).map((column) => (
            <th key={column} scope="col" data-column={column}>
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((record) => {
          const { sequence, at, actor, action, outcome, on, changes = [], address } = record;
          return (
            <tr key={sequence} data-record={sequence} data-chosen={sequence === chosen || undefined}>
              <td data-column="when">
                <button type="button" className={styles.open} onClick={() => onChoose(sequence)}>
                  {instant(at)}
                </button>
              </td>
              <td data-column="who">{actor.name ?? actor.id}</td>
              <td data-column="action">
                <span className={styles.action}>{action}</span>
                {outcome !== 'done' && (
                  <span className={styles.outcome} data-outcome={outcome}>
                    {say(outcomeWords[outcome], language)}
                  </span>
                )}
              </td>
              <td data-column="what">{on && (on.name ?? on.id ?? on.kind)}</td>
              <td data-column="changed" className="db-quiet">
                {changes.map(({ field }) => field).join(', ')}
              </td>
              <td data-column="from" className="db-quiet">
                {address}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
