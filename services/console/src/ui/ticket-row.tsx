import { useQuery } from '@tanstack/react-query';
import { memo, useCallback, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { TicketView } from '@deskbeat/contracts';
import { typesQuery } from '../api/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import { kitWords } from './kit-words.js';
import { PersonAvatar } from './person-avatar.js';
import { PriorityMark } from './priority-mark.js';
import { SlaChip } from './sla-chip.js';
import { StatusMark } from './status-mark.js';
import styles from './ticket-row.module.css';
import { typeWords } from './vocabulary-words.js';

export const ticketPath = ({ number }: Pick<TicketView, 'number'>): string => `/tickets/${encodeURIComponent(number)}`;

interface Shown {
  ticket: TicketView;
  /** Changed since the reader looked. */
  isNew?: boolean;
  /** The one that the keyboard is at. */
  isCurrent?: boolean;
}

const marks = ({ isNew, isCurrent }: Shown) => ({
  'data-new': isNew || undefined,
  'data-current': isCurrent || undefined,
});

/** The name of a type in the reader's language, where it has one. */
export function useTypeName(): (key: string) => string {
  const { language } = useLanguage();
  const types = useQuery(typesQuery).data?.items;
  return useCallback(
    (key) => (typeWords[key] ? say(typeWords[key], language) : (types?.find((type) => type.key === key)?.name ?? key)),
    [types, language],
  );
}

/** A ticket as a line of 36 pixels. */
export const TicketRow = memo(function TicketRow(shown: Shown) {
  const { ticket, isNew } = shown;
  const t = useWords(kitWords);
  return (
    <Link to={ticketPath(ticket)} className={styles.row} {...marks(shown)} data-ticket={ticket.id}>
      {isNew ? <span className={styles.dot} role="img" aria-label={t('changed')} title={t('changed')} /> : <span />}
      <span className={`${styles.number} db-figures`}>{ticket.number}</span>
      <PriorityMark priority={ticket.priority} bare />
      <span className={`${styles.subject} db-line`}>{ticket.subject}</span>
      <span className={`${styles.customer} db-line db-quiet`}>{ticket.customerName}</span>
      <span className={styles.chip}>
        <SlaChip clocks={ticket.clocks} since={ticket.createdAt} />
      </span>
      <PersonAvatar
        id={ticket.assigneeId}
        name={ticket.assigneeName}
        size={22}
        title={ticket.assigneeName ?? t('nobody')}
      />
    </Link>
  );
});

/** A ticket on a board or in a to-do list. */
export function TicketCard({ aside, ...shown }: Shown & { aside?: ReactNode }) {
  const { ticket, isNew } = shown;
  const t = useWords(kitWords);
  const typeName = useTypeName();
  return (
    <Link to={ticketPath(ticket)} className={styles.card} {...marks(shown)} data-ticket={ticket.id} draggable={false}>
      <span className={styles.head}>
        {isNew && <span className={styles.dot} role="img" aria-label={t('changed')} title={t('changed')} />}
        <span className={`${styles.brief} db-quiet db-figures`}>{ticket.number}</span>
        <PriorityMark priority={ticket.priority} bare />
        <span className={styles.end}>
          <SlaChip clocks={ticket.clocks} since={ticket.createdAt} />
        </span>
      </span>
      <span className={styles.title}>{ticket.subject}</span>
      <span className={styles.foot}>
        <span className="db-line db-quiet">
          {[ticket.customerName, typeName(ticket.type), ...ticket.tags].filter(Boolean).join(' · ')}
        </span>
        <span className={styles.end} />
        {aside}
        <PersonAvatar
          id={ticket.assigneeId}
          name={ticket.assigneeName}
          size={22}
          title={ticket.assigneeName ?? t('nobody')}
        />
      </span>
    </Link>
  );
}

/** A ticket in few words, for panels. */
export function TicketBriefLine({ ticket }: { ticket: Pick<TicketView, 'number' | 'subject' | 'status'> }) {
  return (
    <Link to={ticketPath(ticket)} className={styles.head}>
      <StatusMark status={ticket.status} bare />
      <span className={`${styles.brief} db-quiet db-figures`}>{ticket.number}</span>
      <span className="db-line">{ticket.subject}</span>
    </Link>
  );
}
