import {
  IconAlertTriangle,
  IconArrowRight,
  IconChecks,
  IconClock,
  IconEye,
  IconLink,
  IconPencil,
  IconPoint,
  IconSend,
  IconUserCheck,
  IconZzz,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { AttachmentFacts, TimelineEntry } from '@deskbeat/contracts';
import { useFormats, useWords } from '../../i18n/language.js';
import { FileChip } from '../../ui/file-chip.js';
import { factWords } from './fact-words.js';
import { factOf, nameOfEntry, type Fact, type Naming } from './facts.js';
import { splitQuote } from './quoted.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';

interface Entry {
  entry: TimelineEntry;
  named: Naming;
}

/** The HTML has been made harmless by the system before it was kept. */
export function MessageBody({ entry }: { entry: Pick<TimelineEntry, 'text' | 'html'> }) {
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

export function Files({ files }: { files: readonly AttachmentFacts[] }) {
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

/** What happened, as a sentence. */
export function FactText({ entry, named }: Entry) {
  const t = useWords(factWords);
  const fact = factOf(entry, named);
  const told = ({ word, values, parts }: Fact): string =>
    t(word, { ...values, ...(parts && { what: parts.map(told).join('; ') }) });
  return (
    <span>
      {told(fact)}
      {fact.reason && <span className={styles.reason}>: {fact.reason}</span>}
    </span>
  );
}

const alarms = new Set(['breached', 'escalated']);

/** The same as a line of the timeline. */
export const FactLine = memo(function FactLine({ entry, named }: Entry) {
  const { clockTime, instant } = useFormats();
  const isAlarm = alarms.has(factOf(entry, named).word);
  const Icon = isAlarm ? IconAlertTriangle : (icons[nameOfEntry(entry)] ?? IconPoint);
  return (
    <div className={styles.fact} data-version={entry.version}>
      <Icon size={14} color={isAlarm ? 'var(--db-red)' : undefined} aria-hidden />
      <FactText entry={entry} named={named} />
      <time className={styles.when} dateTime={entry.at} title={instant(entry.at)}>
        {clockTime(entry.at)}
      </time>
    </div>
  );
});
