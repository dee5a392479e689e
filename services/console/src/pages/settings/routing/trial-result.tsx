import { useQuery } from '@tanstack/react-query';
import type { RoutingRule, RoutingTrial, TriedRule } from '@deskbeat/contracts';
import { Link } from 'react-router';
import { useFormats, useWords } from '../../../i18n/language.js';
import { ticketPath } from '../../../ui/ticket-row.js';
import { AnswerTable } from '../form/answer-table.js';
import formStyles from '../form/form.module.css';
import { useNameOf } from '../form/use-choices.js';
import { routingWords } from './routing-words.js';
import { readRules, rulesKey } from './rules-data.js';
import styles from './routing.module.css';

/** Which rule took how many tickets where, and which would stand elsewhere than they do. */
export function TrialResult({ trial, rules }: { trial: RoutingTrial; rules?: readonly RoutingRule[] }) {
  const t = useWords(routingWords);
  const { number } = useFormats();
  const queueName = useNameOf('queues');
  const personName = useNameOf('people');
  const kept = useQuery({ queryKey: rulesKey, queryFn: ({ signal }) => readRules(signal) }).data?.items;
  const ruleName = (id?: string) =>
    id === undefined ? t('noRule') : ((rules ?? kept)?.find((rule) => rule.id === id)?.name ?? id);
  const { tickets, routes, moves } = trial;
  if (tickets === 0) return <p className="db-quiet">{t('noTickets')}</p>;
  const most = Math.max(...routes.map((route) => route.tickets));
  const to = ({ queueId, personId }: TriedRule) =>
    [queueName(queueId), personId && personName(personId)].filter(Boolean).join(' · ');
  return (
    <div className={formStyles.answer} role="status">
      <p>
        <strong>{t('looked', { n: tickets })}</strong>
      </p>
      <AnswerTable heads={[t('byRule'), t('leads'), t('tickets')]}>
        {routes.map((route) => (
          <tr key={`${route.ruleId} ${route.queueId} ${route.personId}`}>
            <td>{ruleName(route.ruleId)}</td>
            <td>{to(route)}</td>
            <td className={styles.share}>
              <span style={{ width: `${(100 * route.tickets) / most}%` }} aria-hidden />
              {number(route.tickets)}
            </td>
          </tr>
        ))}
      </AnswerTable>
      {moves.length === 0 && <p>{t('noMoves')}</p>}
      {moves.length > 0 && (
        <>
          <h3>{t('moves')}</h3>
          <AnswerTable heads={[t('ticket'), t('from'), t('to'), t('byRule')]}>
            {moves.map(({ ticketId, number: name, fromQueueId, toQueueId, ruleId }) => (
              <tr key={ticketId}>
                <td>
                  <Link className={formStyles.link} to={ticketPath({ number: name })}>
                    {name}
                  </Link>
                </td>
                <td>{queueName(fromQueueId)}</td>
                <td>{queueName(toQueueId)}</td>
                <td>{ruleName(ruleId)}</td>
              </tr>
            ))}
          </AnswerTable>
          {moves.length >= 100 && <p className="db-quiet">{t('firstMoves', { n: moves.length })}</p>}
        </>
      )}
    </div>
  );
}
