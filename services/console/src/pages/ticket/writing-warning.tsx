import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { TicketView } from '@deskbeat/contracts';
import { useSession } from '../../api/session.js';
import { useWords } from '../../i18n/language.js';
import { composerWords } from './composer-words.js';
import { answersSince } from './answers-since.js';
import { useOthersHere } from './presence.js';
import { timelineQuery } from './ticket-data.js';
import styles from './ticket.module.css';

/** Two who answer the same customer are told of each other before they send. */
export function WritingWarning({ ticket, isWriting }: { ticket: TicketView; isWriting: boolean }) {
  const t = useWords(composerWords);
  const { me } = useSession();
  const others = useOthersHere(ticket.id).filter(({ doing }) => doing === 'replying');
  const answered = useAnswersMeanwhile(ticket.id, me.id, isWriting);
  if (!isWriting) return null;
  const text =
    answered.length > 0
      ? t('wasAnswered', { names: answered.join(', ') })
      : others.length > 0 && t('bothReply', { names: others.map(({ name, personId }) => name ?? personId).join(', ') });
  return (
    <div role="status">
      {text && (
        <div className={styles.warning}>
          <IconAlertTriangle size={16} aria-hidden /> {text}
        </div>
      )}
    </div>
  );
}

/** Who else replied since one began to write. */
function useAnswersMeanwhile(ticketId: string, me: string, isWriting: boolean): string[] {
  const entries = useQuery(timelineQuery(ticketId)).data;
  const newest = entries?.at(-1)?.version;
  const [begun, setBegun] = useState<number>();
  useEffect(() => {
    if (!isWriting) setBegun(undefined);
    else if (newest !== undefined) setBegun((before) => before ?? newest);
  }, [isWriting, newest]);
  return begun === undefined ? [] : answersSince(entries ?? [], begun, me);
}
