import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RecountView } from '@deskbeat/contracts';
import { Link } from 'react-router';
import { path } from '../../../api/client.js';
import { useFormats, useWords } from '../../../i18n/language.js';
import { AnswerTable } from '../form/answer-table.js';
import styles from '../form/form.module.css';
import { policiesQuery } from './policies-query.js';
import { previewWords } from './preview-words.js';
import { TicketName } from '../form/ticket-name.js';

/** What a recount changed, or would change. */
export function RecountResult({ view }: { view: RecountView }) {
  const t = useWords(previewWords);
  const { instant } = useFormats();
  const policies = useQuery(policiesQuery).data?.items;
  const policyName = (id: string) => policies?.find((one) => one.id === id)?.name ?? id;
  const { state, dryRun, seen, changed, breaches, failed, changes } = view;
  if (state === 'running')
    return (
      <p role="status" className={styles.running}>
        <Loader size="xs" /> {t('counting', { n: seen })}
      </p>
    );
  const due = (at?: string) => (at === undefined ? '–' : instant(at));
  return (
    <div className={styles.answer} role="status">
      <p>
        {dryRun && changed === 0
          ? t('nothingChanges')
          : t(dryRun ? 'wouldChange' : 'hasChanged', { seen, changed, breaches })}{' '}
        {failed > 0 && t('failed', { n: failed })}
      </p>
      {changes.length > 0 && (
        <AnswerTable
          heads={[t('ticket'), t('policyNow'), t('dueBefore'), t('dueAfter'), t('late')]}
          numbers={[t('late')]}
        >
          {changes.map(({ ticketId, policyBefore, policyAfter, dueBefore, dueAfter, breaches: late }) => (
            <tr key={ticketId}>
              <td>
                <Link to={path`/tickets/${ticketId}`} className={styles.link}>
                  <TicketName id={ticketId} />
                </Link>
              </td>
              <td>
                {policyBefore === policyAfter
                  ? policyName(policyAfter)
                  : `${policyName(policyBefore)} → ${policyName(policyAfter)}`}
              </td>
              <td>{due(dueBefore)}</td>
              <td>{due(dueAfter)}</td>
              <td data-number>{late > 0 ? late : '–'}</td>
            </tr>
          ))}
        </AnswerTable>
      )}
      {changes.length < changed && <p className="db-quiet">{t('firstOnes', { n: changes.length })}</p>}
    </div>
  );
}
