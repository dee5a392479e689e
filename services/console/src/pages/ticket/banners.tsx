import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TicketView } from '@deskbeat/contracts';
import { to, useAllowed } from '../../api/permissions.js';
import { useWords } from '../../i18n/language.js';
import { kitWords } from '../../ui/kit-words.js';
import { BetweenDialog } from './relations/dialogs.js';
import { dialogWords } from './relations/relation-words.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';
import type { Changing } from './use-changing.js';

/** What is to be known before anything is done with the ticket. */
export function Banners({ ticket, changing }: { ticket: TicketView; changing: Changing }) {
  const t = useWords(ticketWords);
  const kit = useWords(kitWords);
  const dialog = useWords(dialogWords);
  const mayGoOn = useAllowed(to.openTickets);
  const [goesOn, setGoesOn] = useState(false);
  const { mergedInto, status } = ticket;
  return (
    <>
      {changing.conflict && (
        <div className={styles.banner} role="alert">
          {t('conflict', { who: t('somebody') })}
          <Button size="compact-xs" variant="default" ml="auto" onClick={changing.dismiss}>
            {kit('close')}
          </Button>
        </div>
      )}
      {mergedInto && (
        <div className={styles.banner}>
          {t('merged')}
          <Button
            component={Link}
            to={`/tickets/${encodeURIComponent(mergedInto)}`}
            size="compact-xs"
            variant="default"
            ml="auto"
          >
            {t('shownThere')}
          </Button>
        </div>
      )}
      {status === 'closed' && !mergedInto && mayGoOn && (
        <div className={styles.banner}>
          {t('closed')}
          <Button size="compact-xs" variant="default" ml="auto" onClick={() => setGoesOn(true)}>
            {dialog('followUp')}
          </Button>
        </div>
      )}
      {goesOn && <BetweenDialog between={{ what: 'follow-up' }} ticket={ticket} onClose={() => setGoesOn(false)} />}
    </>
  );
}
