import { useEffect, useState } from 'react';
import type { DraftKind, TicketView } from '@deskbeat/contracts';
import { useFieldLimits } from '../../api/field-rules.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { useWords } from '../../i18n/language.js';
import { composerWords } from './composer-words.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';
import { WritingBox } from './writing-box.js';

/** Writes to the customer, or notes for the team. */
export function Composer({ ticket }: { ticket: TicketView }) {
  const t = useWords(composerWords);
  const page = useWords(ticketWords);
  const { fixes } = useFieldLimits('ticket');
  const kinds: readonly DraftKind[] = fixes('notes') ? ['reply'] : ['reply', 'note'];
  const [kind, setKind] = useState<DraftKind>('reply');
  const [focused, setFocused] = useState(0);
  const write = (next: DraftKind) => {
    setKind(next);
    setFocused((count) => count + 1);
  };
  useShortcuts([
    { keys: 'r', label: t('reply'), group: page('page'), run: () => write('reply') },
    ...(fixes('notes') ? [] : [{ keys: 'n', label: t('note'), group: page('page'), run: () => write('note') }]),
  ]);
  useEffect(() => setFocused(0), [ticket.id]);
  return (
    <section className={styles.composer} data-kind={kind} aria-label={t(kind)}>
      <div className={styles.tabs} role="tablist">
        {kinds.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={kind === one}
            onClick={() => write(one)}
          >
            {t(one)}
          </button>
        ))}
        <span className={`${styles.to} db-quiet db-line`}>
          {kind === 'note'
            ? t('onlyUs')
            : ticket.inside
              ? t('toFollowers')
              : t('to', { who: ticket.customerName ?? ticket.customerId })}
        </span>
      </div>
      <WritingBox key={kind} ticket={ticket} kind={kind} focused={focused} />
    </section>
  );
}
