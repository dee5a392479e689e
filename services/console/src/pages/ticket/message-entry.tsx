import { ActionIcon } from '@mantine/core';
import { IconArrowsSplit2, IconLock, IconPencil } from '@tabler/icons-react';
import { lazy, memo, Suspense, useState } from 'react';
import type { MessageFacts, TimelineEntry } from '@deskbeat/contracts';
import { useFieldLimits } from '../../api/field-rules.js';
import { useSession } from '../../api/session.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { useTicking } from '../../ui/ticker.js';
import type { EntryKind, Naming } from './facts.js';
import { dialogWords } from './relations/relation-words.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';
import { Files, MessageBody } from './timeline-entry.js';

const NoteCorrection = lazy(() => import('./note-correction.js'));

interface Given {
  ticketId: string;
  entry: TimelineEntry;
  kind: EntryKind;
  named: Naming;
  /** Absent where nothing may be made of the message. */
  onSplit?: (entry: number) => void;
}

/** A message as a letter: who, when, what, with which files; and what can be made of it. */
export const MessageEntry = memo(function MessageEntry({ ticketId, entry, kind, named, onSplit }: Given) {
  const t = useWords(ticketWords);
  const { clockTime, instant } = useFormats();
  const [isCorrecting, setCorrecting] = useState(false);
  const { actor, at, edited, version } = entry;
  const { attachments = [] } = entry.data as MessageFacts;
  const name =
    kind === 'customer' && actor.kind !== 'customer' ? named.who({ kind: 'customer', id: '' }) : named.who(actor);
  return (
    <section className={styles.message} data-kind={kind} data-version={version}>
      <header className={styles.from}>
        <PersonAvatar id={kind === 'customer' ? name : actor.id} name={name} size={24} />
        <strong>{name}</strong>
        {kind === 'note' && (
          <span className="db-quiet" style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
            <IconLock size={13} /> {t('note')}
          </span>
        )}
        {edited && (
          <span className="db-quiet" title={instant(edited.at)}>
            {t('edited')}
          </span>
        )}
        <time className={`${styles.when} db-quiet`} dateTime={at} title={instant(at)}>
          {clockTime(at)}
        </time>
        <span className={styles.doings}>
          {!isCorrecting && <Correct entry={entry} onCorrect={() => setCorrecting(true)} />}
          {kind === 'customer' && onSplit && <Split onSplit={() => onSplit(version)} />}
        </span>
      </header>
      {isCorrecting ? (
        <Suspense fallback={<MessageBody entry={entry} />}>
          <NoteCorrection ticketId={ticketId} entry={entry} onClose={() => setCorrecting(false)} />
        </Suspense>
      ) : (
        <Body kind={kind} entry={entry} />
      )}
      <Files files={attachments} />
    </section>
  );
});

/** Of a note that is kept from the reader one sees that it is there. */
function Body({ kind, entry }: Pick<Given, 'kind' | 'entry'>) {
  const t = useWords(ticketWords);
  const { hides } = useFieldLimits('ticket');
  if (kind === 'note' && hides('notes')) return <p className="db-quiet">{t('keptFromYou')}</p>;
  return <MessageBody entry={entry} />;
}

/** One's own note, as long as it may be corrected. */
function Correct({ entry: { actor, editableUntil }, onCorrect }: { entry: TimelineEntry; onCorrect: () => void }) {
  const t = useWords(ticketWords);
  const { me } = useSession();
  const { clockTime } = useFormats();
  const isOpen = useTicking((now) => editableUntil !== undefined && now < Date.parse(editableUntil));
  if (!isOpen || actor.kind !== 'person' || actor.id !== me.id) return null;
  const label = t('correct', { until: clockTime(editableUntil!) });
  return (
    <ActionIcon size={22} aria-label={label} title={label} onClick={onCorrect}>
      <IconPencil size={14} />
    </ActionIcon>
  );
}

function Split({ onSplit }: { onSplit: () => void }) {
  const t = useWords(dialogWords);
  return (
    <ActionIcon size={22} aria-label={t('split')} title={t('split')} onClick={onSplit}>
      <IconArrowsSplit2 size={14} />
    </ActionIcon>
  );
}
