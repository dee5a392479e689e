import { CloseButton } from '@mantine/core';
import type { AuditRecordView } from '@deskbeat/contracts';
import { useFormats, useLanguage, useWords } from '../../../i18n/language.js';
import { say } from '../../../i18n/words.js';
import { auditWords, outcomeWords } from './audit-words.js';
import styles from './audit.module.css';

/** One record: what it was before and what it is now, and from where it came. */
export function AuditDetail({ record, onClose }: { record: AuditRecordView; onClose: () => void }) {
  const t = useWords(auditWords);
  const { language } = useLanguage();
  const { instant } = useFormats();
  const { sequence, at, actor, action, outcome, code, on, changes = [], address, device, session, traceId } = record;
  const facts: [string, string | undefined][] = [
    [t('when'), instant(at)],
    [t('who'), actor.name ? `${actor.name} (${actor.id})` : actor.id],
    [t('what'), on && [on.kind, on.name, on.id].filter(Boolean).join(' · ')],
    [t('outcome'), [say(outcomeWords[outcome], language), code].filter(Boolean).join(' · ')],
    [t('address'), address],
    [t('device'), device],
    [t('session'), session],
    [t('trace'), traceId],
    [t('record'), `${sequence} · ${record.hash.slice(0, 16)}…`],
  ];
  return (
    <aside className={styles.detail} aria-label={t('details', { n: sequence })}>
      <header>
        <h2>{action}</h2>
        <CloseButton aria-label={t('close')} onClick={onClose} />
      </header>
      {record.erased && <p className={styles.erased}>{t('erased')}</p>}
      <dl>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {changes.length > 0 && (
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{shown(before)}</td>
                <td>{shown(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </aside>
  );
}

/** A text without its quotes; everything else as it is written. */
function shown(json: string | undefined): string {
  if (json === undefined) return '–';
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : json;
  } catch {
    return json;
  }
}
