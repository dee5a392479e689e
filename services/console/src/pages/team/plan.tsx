import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { BoardPerson, MovePlan } from '@deskbeat/contracts';
import { useWords } from '../../i18n/language.js';
import { ticketPath } from '../../ui/ticket-row.js';
import { teamWords } from './team-words.js';
import styles from './team.module.css';

/** Which ticket would go from whom to whom. */
export function Plan({ plan, people }: { plan: MovePlan; people: readonly BoardPerson[] }) {
  const t = useWords(teamWords);
  const nameOf = (id: string) => people.find(({ personId }) => personId === id)?.name ?? id;
  return (
    <ul className={styles.plan}>
      {plan.moves.map(({ ticketId, number, fromPersonId, toPersonId }) => (
        <li key={ticketId}>
          <Link to={ticketPath({ number })} className="db-figures">
            {number}
          </Link>
          <span className="db-line">{nameOf(fromPersonId)}</span>
          <IconArrowRight size={14} aria-hidden />
          <span className="db-line">{toPersonId ? nameOf(toPersonId) : t('toQueue')}</span>
        </li>
      ))}
    </ul>
  );
}
