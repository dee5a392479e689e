import { useQuery } from '@tanstack/react-query';
import { IconRepeat } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { CustomerHistory, TicketBrief } from '@deskbeat/contracts';
import { customerHistoryQuery } from '../../api/customers.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { NothingHere, Panel } from '../../ui/panel.js';
import { PriorityMark } from '../../ui/priority-mark.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { StatusMark } from '../../ui/status-mark.js';
import { useMinute } from '../../ui/ticker.js';
import { ticketPath, useTypeName } from '../../ui/ticket-row.js';
import { customerWords } from './customer-words.js';
import styles from './customers.module.css';

/** All tickets of a customer, and what they have in common. */
export function History({ id }: { id: string }) {
  const t = useWords(customerWords);
  const history = useQuery(customerHistoryQuery(id));
  const { total = 0, open = [], items = [] } = history.data ?? {};
  const hint = history.data && `${t('ticketCount', { n: total })} · ${t('openCount', { n: open.length })}`;
  return (
    <Panel title={t('tickets')} hint={hint}>
      {history.isPending && <SkeletonRows rows={6} />}
      {history.error && !history.data && <ProblemPanel error={history.error} retry={() => void history.refetch()} />}
      {history.data && <Patterns history={history.data} />}
      {history.data && items.length === 0 && <NothingHere>{t('noTickets')}</NothingHere>}
      {items.map((ticket) => (
        <BriefLine key={ticket.id} ticket={ticket} />
      ))}
    </Panel>
  );
}

function Patterns({ history }: { history: CustomerHistory }) {
  const t = useWords(customerWords);
  const { number } = useFormats();
  const typeName = useTypeName();
  const { repeats, satisfaction } = history;
  if (repeats.length === 0 && satisfaction.average === undefined) return null;
  return (
    <div className={styles.patterns}>
      {repeats.map(({ of, value, count }) => (
        <span key={`${of}:${value}`} className={styles.pattern}>
          <IconRepeat size={14} aria-hidden />{' '}
          {t('repeat', { value: of === 'type' ? typeName(value) : value, n: count })}
        </span>
      ))}
      {satisfaction.average !== undefined && (
        <span className={styles.pattern}>
          {t('satisfaction', { average: number(Math.round(satisfaction.average * 10) / 10) })} · {t(satisfaction.trend)}
        </span>
      )}
    </div>
  );
}

function BriefLine({ ticket }: { ticket: TicketBrief }) {
  const { ago } = useFormats();
  useMinute();
  return (
    <Link to={ticketPath(ticket)} className={styles.brief} data-ticket={ticket.id}>
      <StatusMark status={ticket.status} bare />
      <span className="db-quiet db-figures">{ticket.number}</span>
      <PriorityMark priority={ticket.priority} bare />
      <span className="db-line">{ticket.subject}</span>
      <span className={`${styles.who} db-line db-quiet`}>{ticket.assigneeName}</span>
      <span className={`${styles.when} db-quiet`}>{ago(ticket.createdAt)}</span>
    </Link>
  );
}
