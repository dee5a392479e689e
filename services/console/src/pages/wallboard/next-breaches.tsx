import { IconMoodSmile } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { TicketView } from '@deskbeat/contracts';
import { useWords } from '../../i18n/language.js';
import { kitWords } from '../../ui/kit-words.js';
import { PriorityMark } from '../../ui/priority-mark.js';
import { SkeletonRows } from '../../ui/section.js';
import { SlaChip } from '../../ui/sla-chip.js';
import { ticketPath } from '../../ui/ticket-row.js';
import { wallboardWords } from './wallboard-words.js';
import styles from './wallboard.module.css';

/** What will be late first, and who has it; as many as there is room for. */
export function NextBreaches({ tickets }: { tickets: readonly TicketView[] | undefined }) {
  const t = useWords(wallboardWords);
  const kit = useWords(kitWords);
  return (
    <section className={styles.next} aria-label={t('next')}>
      <h2 className={styles.chartTitle}>{t('next')}</h2>
      {!tickets && <SkeletonRows rows={6} />}
      {tickets?.length === 0 && (
        <p className={styles.calm}>
          <IconMoodSmile aria-hidden /> {t('calm')}
        </p>
      )}
      <div className={styles.nextList}>
        {tickets?.map((ticket) => (
          <Link key={ticket.id} to={ticketPath(ticket)} className={styles.due} data-ticket={ticket.id}>
            <span className={styles.chip}>
              <SlaChip clocks={ticket.clocks} since={ticket.createdAt} />
            </span>
            <span className={`${styles.subject} db-line`}>{ticket.subject}</span>
            <span className={`${styles.who} db-line db-quiet`}>
              <PriorityMark priority={ticket.priority} bare /> {ticket.number} · {ticket.assigneeName ?? kit('nobody')}
            </span>
          </Link>
        ))}
      </div>
    </section>
  );
}
