import { Drawer } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import type { TicketView } from '@deskbeat/contracts';
import { markRead, useUnread } from '../../api/notices.js';
import { to, useAllowed } from '../../api/permissions.js';
import { useSession } from '../../api/session.js';
import { useTitle } from '../../app/page-title.js';
import { useWords } from '../../i18n/language.js';
import { BreachAnnouncer } from '../../ui/breach-announcer.js';
import { ProblemPanel } from '../../ui/problem.js';
import { SkeletonRows } from '../../ui/section.js';
import { Banners } from './banners.js';
import { Composer } from './composer.js';
import { ContextPanels } from './context-panels.js';
import { Presence } from './presence.js';
import { Conversation } from './conversation.js';
import { PaperHead } from './paper-head.js';
import { useTicket } from './ticket-data.js';
import { TicketHeader } from './ticket-header.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';
import { useChanging } from './use-changing.js';

/** Everything about one ticket. */
export function Page() {
  const { id: named = '' } = useParams();
  const { ticket, error, retry } = useTicket(named);
  if (error) return <ProblemPanel error={error} retry={retry} />;
  return ticket ? <TicketPage key={ticket.id} ticket={ticket} /> : <SkeletonRows rows={12} />;
}

function TicketPage({ ticket }: { ticket: TicketView }) {
  const t = useWords(ticketWords);
  const changing = useChanging(ticket.id);
  const mayWork = useAllowed(to.work);
  const [showsContext, showContext] = useState(false);
  useTitle(ticket.number, `${ticket.number} ${ticket.subject}`);
  useReading(ticket.id);
  return (
    <article className={styles.page}>
      <div className={styles.header}>
        <TicketHeader ticket={ticket} changing={changing} onContext={() => showContext(true)} />
        <PaperHead ticket={ticket} />
        <Banners ticket={ticket} changing={changing} />
        <Presence ticketId={ticket.id} />
        <BreachAnnouncer tickets={[ticket]} />
      </div>
      <Conversation ticket={ticket} />
      {mayWork && <Composer ticket={ticket} />}
      <aside className={styles.side} aria-label={t('context')}>
        <ContextPanels ticket={ticket} changing={changing} />
      </aside>
      <Drawer
        opened={showsContext}
        onClose={() => showContext(false)}
        position="right"
        title={t('context')}
        size={360}
        padding={0}
        styles={{ header: { paddingInline: 16 } }}
      >
        <ContextPanels ticket={ticket} changing={changing} />
      </Drawer>
    </article>
  );
}

/** Who has read the ticket has read the notices about it. */
function useReading(ticketId: string): void {
  const { me } = useSession();
  const ids = useUnread()
    .filter((notice) => notice.ticketId === ticketId)
    .map(({ id }) => id);
  const signature = ids.join('\n');
  useEffect(() => {
    if (signature === '') return;
    const timer = setTimeout(() => void markRead(me.id, signature.split('\n')).catch(() => undefined), 1_000);
    return () => clearTimeout(timer);
  }, [signature, me.id]);
}
