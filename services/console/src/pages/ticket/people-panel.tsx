import { useQuery } from '@tanstack/react-query';
import type { TicketView } from '@deskbeat/contracts';
import { peopleQuery } from '../../api/queries.js';
import { useWords } from '../../i18n/language.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { Section } from '../../ui/section.js';
import { FileChip } from '../../ui/file-chip.js';
import { panelWords } from './panel-words.js';
import { attachmentsQuery } from './ticket-data.js';
import styles from './ticket.module.css';

/** Who follows the ticket besides the one who has it. */
export function PeoplePanel({ ticket: { watchers = [], collaborators = [] } }: { ticket: TicketView }) {
  const t = useWords(panelWords);
  const people = useQuery(peopleQuery).data?.items;
  const nameOf = (id: string) => people?.find((person) => person.id === id)?.name ?? id;
  const groups = [
    { title: t('collaborators'), ids: collaborators },
    { title: t('watchers'), ids: watchers },
  ].filter(({ ids }) => ids.length > 0);
  return (
    <Section title={t('people')}>
      {groups.length === 0 && <span className="db-quiet">{t('noFollowers')}</span>}
      {groups.map(({ title, ids }) => (
        <div key={title}>
          <span className="db-quiet" style={{ fontSize: 12 }}>
            {title}
          </span>
          {ids.map((id) => (
            <div key={id} className={styles.line}>
              <PersonAvatar id={id} name={nameOf(id)} size={20} /> {nameOf(id)}
            </div>
          ))}
        </div>
      ))}
    </Section>
  );
}

/** All files that came with any message. */
export function FilesPanel({ ticket }: { ticket: TicketView }) {
  const t = useWords(panelWords);
  const files = useQuery(attachmentsQuery(ticket.id)).data?.items ?? [];
  return (
    <Section title={t('files')}>
      {files.length === 0 && <span className="db-quiet">{t('noFiles')}</span>}
      <div style={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
        {files.map((file) => (
          <FileChip key={file.id} file={file} />
        ))}
      </div>
    </Section>
  );
}
