import {
  IconAlertTriangle,
  IconArrowRight,
  IconChecks,
  IconClock,
  IconEye,
  IconLink,
  IconLock,
  IconPencil,
  IconPoint,
  IconSend,
  IconUserCheck,
  IconZzz,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { AttachmentFacts, MessageFacts, TimelineEntry } from '@deskbeat/contracts';
import { useFormats, useWords } from '../../i18n/language.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { FileChip } from './file-chip.js';
import { factWords } from './fact-words.js';
import { factOf, nameOfEntry, type Fact, type Naming } from './facts.js';
import { splitQuote } from './quoted.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';

interface Entry {
  entry: TimelineEntry;
  named: Naming;
}

/** A message as a letter: who, when, what, with which files. */
export const MessageEntry = memo(function MessageEntry({ entry, kind, named }: Entry & { kind: string }) {
  const t = useWords(ticketWords);
  const { clockTime, instant } = useFormats();
  const { actor, at, edited } = entry;
  const { attachments = [] } = entry.data as MessageFacts;
  const name =
    kind === 'customer' && actor.kind !== 'customer' ? named.who({ kind: 'customer', id: '' }) : named.who(actor);
  return (
    <section className={styles.message} data-kind={kind} data-version={entry.version}>
      <header className={styles.from}>
        <PersonAvatar id={kind === 'customer' ? name : actor.id} name={name} size={24} />
        <strong>{name}</strong>
        {kind === 'note' && (
          <span className="db-quiet" style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
            <IconLock size={13} /> {t('note')}
          </span>
        )}
        {edited && <span className="db-quiet">{t('edited')}</span>}
        <time className={`${styles.when} db-quiet`} dateTime={at} title={instant(at)}>
          {clockTime(at)}
        </time>
      </header>
      <Body entry={entry} />
      <Files files={attachments} />
    </section>
  );
});

/** The HTML has been made harmless by the system before it was kept. */
function Body({ entry }: { entry: TimelineEntry }) {
  if (entry.html !== undefined) {
    return <div className={styles.text} data-html dangerouslySetInnerHTML={{ __html: entry.html }} />;
  }
  return <PlainBody text={entry.text ?? ''} />;
}

function PlainBody({ text }: { text: string }) {
  const t = useWords(ticketWords);
  const [isWhole, setWhole] = useState(false);
  const { said, quoted } = splitQuote(text);
  return (
    <div className={styles.text}>
      {said}
      {quoted && isWhole && `\n\n${quoted}`}
      {quoted && !isWhole && (
        <div>
          <button type="button" className={styles.quote} onClick={() => setWhole(true)}>
            {t('showQuote')}
          </button>
        </div>
      )}
    </div>
  );
}

function Files({ files }: { files: readonly AttachmentFacts[] }) {
  if (files.length === 0) return null;
  return (
    <div className={styles.files}>
      {files.map((file) => (
        <FileChip key={file.id} file={file} />
      ))}
    </div>
  );
}

const icons: Readonly<Record<string, typeof IconPoint>> = {
  'ticket.status-changed': IconArrowRight,
  'ticket.updated': IconPencil,
  'timeline.assignment-recorded': IconUserCheck,
  'timeline.clock-recorded': IconClock,
  'timeline.notice-recorded': IconSend,
  'ticket.follower-added': IconEye,
  'ticket.snoozed': IconZzz,
  'ticket.step-ticked': IconChecks,
  'relation.linked': IconLink,
  'timeline.relation-recorded': IconLink,
};

/** What happened, in a line. */
export const FactLine = memo(function FactLine({ entry, named }: Entry) {
  const { clockTime, instant } = useFormats();
  const t = useWords(factWords);
  const fact = factOf(entry, named);
  const isAlarm = fact.word === 'breached' || fact.word === 'escalated';
  const Icon = isAlarm ? IconAlertTriangle : (icons[nameOfEntry(entry)] ?? IconPoint);
  const told = ({ word, values, parts }: Fact): string =>
    t(word, { ...values, ...(parts && { what: parts.map(told).join('; ') }) });
  return (
    <div className={styles.fact} data-version={entry.version}>
      <Icon size={14} color={isAlarm ? 'var(--db-red)' : undefined} aria-hidden />
      <span>
        {told(fact)}
        {fact.reason && <span className={styles.reason}>: {fact.reason}</span>}
      </span>
      <time className={styles.when} dateTime={entry.at} title={instant(entry.at)}>
        {clockTime(entry.at)}
      </time>
    </div>
  );
});
