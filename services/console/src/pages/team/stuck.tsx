import { Select } from '@mantine/core';
import { Link } from 'react-router';
import type { BoardPerson, StuckTicket } from '@deskbeat/contracts';
import { assignTo, returnToQueue } from '../../api/tickets.js';
import { keys, queryClient } from '../../api/queries.js';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { NothingHere, Panel } from '../../ui/panel.js';
import { useMinute } from '../../ui/ticker.js';
import { ticketPath } from '../../ui/ticket-row.js';
import { useDoing } from '../../ui/toaster.js';
import { readReason } from './exclusions.js';
import { teamWords } from './team-words.js';
import styles from './team.module.css';

/** Tickets that nobody could take, why, and who is to have them all the same. */
export function Stuck({ tickets, people }: { tickets: readonly StuckTicket[]; people: readonly BoardPerson[] }) {
  const t = useWords(teamWords);
  return (
    <Panel title={t('stuck')} hint={tickets.length > 0 && String(tickets.length)}>
      {tickets.length === 0 && <NothingHere>{t('noneStuck')}</NothingHere>}
      {tickets.map((ticket) => (
        <StuckLine key={ticket.ticketId} ticket={ticket} people={people} />
      ))}
    </Panel>
  );
}

function useReason(): (why: string) => string {
  const { language } = useLanguage();
  return (why) => {
    const reading = readReason(why);
    return reading ? say(reading.word, language, reading.values) : why;
  };
}

function StuckLine({ ticket, people }: { ticket: StuckTicket; people: readonly BoardPerson[] }) {
  const t = useWords(teamWords);
  const { ago } = useFormats();
  const reasonText = useReason();
  const give = useGiving(ticket, people);
  useMinute();
  const { number, subject, waitingSince, reason, excluded } = ticket;
  const nameOf = (id: string) => people.find(({ personId }) => personId === id)?.name ?? id;
  return (
    <div className={styles.stuck} data-stuck={ticket.ticketId}>
      <Link to={ticketPath(ticket)} className={styles.stuckSubject}>
        <span className="db-quiet db-figures">{number}</span>
        <span className="db-line">{subject}</span>
      </Link>
      <Select
        size="xs"
        className={styles.give}
        aria-label={`${t('give')} ${number}`}
        placeholder={t('give')}
        searchable
        value={null}
        data={people.map(({ personId, name, load }) => ({ value: personId, label: `${name} · ${load}` }))}
        onChange={(personId) => personId && void give(personId)}
      />
      <div className={styles.stuckWhy}>
        <span title={waitingSince}>{ago(waitingSince)}</span> · {reasonText(reason)}
        {excluded.length > 0 && (
          <details>
            <summary>{t('whyNobody', { n: excluded.length })}</summary>
            <ul>
              {excluded.map(({ personId, why }) => (
                <li key={personId}>
                  {nameOf(personId)}: {reasonText(why)}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}

function useGiving({ ticketId, number }: StuckTicket, people: readonly BoardPerson[]) {
  const t = useWords(teamWords);
  const doing = useDoing();
  const refresh = () => queryClient.invalidateQueries({ queryKey: keys.figures });
  return async (personId: string) => {
    const name = people.find((one) => one.personId === personId)?.name ?? personId;
    await doing(
      t('given', { number, name }),
      () => assignTo(ticketId, personId),
      async () => {
        await returnToQueue(ticketId, t('takenBack'));
        await refresh();
      },
    );
    await refresh();
  };
}
