import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlertTriangleFilled, IconUserShare } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { BoardPerson } from '@deskbeat/contracts';
import { to, useAllowed } from '../../api/permissions.js';
import { useSession } from '../../api/session.js';
import { useWords } from '../../i18n/language.js';
import { NothingHere, Panel } from '../../ui/panel.js';
import { PersonAvatar, PresenceDot } from '../../ui/person-avatar.js';
import { HandOverDialog } from './hand-over.js';
import { teamWords } from './team-words.js';
import styles from './team.module.css';

const share = ({ load, capacity }: BoardPerson): number => (capacity > 0 ? load / capacity : 0);
/** The fullest first. */
const byLoad = (a: BoardPerson, b: BoardPerson): number =>
  Number(b.overCapacity) - Number(a.overCapacity) || share(b) - share(a) || b.load - a.load;

export function PeopleLoad({ people }: { people: readonly BoardPerson[] }) {
  const t = useWords(teamWords);
  const { me } = useSession();
  const mayLead = useAllowed(to.level);
  const maySetUp = useAllowed(to.setUpPeople, false);
  const [leaving, setLeaving] = useState<BoardPerson>();
  const here = people.filter(({ presence, onLeave }) => presence === 'available' && !onLeave).length;
  const most = Math.max(1, ...people.map(({ load }) => load));
  return (
    <Panel title={t('people')} hint={people.length > 0 && t('peopleHint', { here, n: people.length })}>
      {people.length === 0 && <NothingHere>{t('nobody')}</NothingHere>}
      {[...people].sort(byLoad).map((person) => (
        <div key={person.personId} className={styles.person} data-person={person.personId}>
          <PersonAvatar id={person.personId} name={person.name} size={28} />
          <span className={styles.name}>
            {maySetUp ? (
              <Link className="db-line" to={`/settings/people/${encodeURIComponent(person.personId)}`}>
                {person.name}
              </Link>
            ) : (
              <span className="db-line">{person.name}</span>
            )}
            <PresenceDot presence={person.presence} />
            {person.onLeave && <span className={styles.tag}>{t('onLeave')}</span>}
          </span>
          <Load person={person} most={most} />
          <span className={`${styles.count} db-figures`} title={t('tickets')}>
            {person.openTickets}
          </span>
          {(mayLead || person.personId === me.id) && (
            <Tooltip label={t('handOverOf', { name: person.name })}>
              <ActionIcon
                aria-label={t('handOverOf', { name: person.name })}
                disabled={person.openTickets === 0}
                onClick={() => setLeaving(person)}
              >
                <IconUserShare size={18} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      ))}
      {leaving && <HandOverDialog person={leaving} people={people} onClose={() => setLeaving(undefined)} />}
    </Panel>
  );
}

/** How full somebody is; without a limit, in proportion to the busiest. */
function Load({ person, most }: { person: BoardPerson; most: number }) {
  const t = useWords(teamWords);
  const { load, capacity, overCapacity } = person;
  const text = t(capacity > 0 ? 'loadOf' : 'loadFree', { load, capacity });
  const full = capacity > 0 ? text : t('noLimit', { load });
  const width = Math.min(100, Math.round((100 * load) / (capacity || most)));
  const level = overCapacity ? 'over' : capacity > 0 && load > 0.8 * capacity ? 'full' : 'fine';
  return (
    <span className={styles.load} data-level={level} title={full}>
      <span className={styles.meter} role="meter" aria-label={t('load')} aria-valuetext={full} aria-valuenow={width}>
        <span style={{ width: `${width}%` }} />
      </span>
      <span className={styles.loadText}>
        {overCapacity && <IconAlertTriangleFilled size={13} role="img" aria-label={t('overloaded')} />}
        {text}
      </span>
    </span>
  );
}
