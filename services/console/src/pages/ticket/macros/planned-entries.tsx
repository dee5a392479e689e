import type { MacroPreview, PlannedEntry, TicketView, TimelineEntry } from '@deskbeat/contracts';
import { useSession } from '../../../api/session.js';
import { useWords } from '../../../i18n/language.js';
import { kindOf } from '../facts.js';
import styles from '../ticket.module.css';
import { FactText, MessageBody } from '../timeline-entry.js';
import { useNaming } from '../use-naming.js';
import { macroWords } from './macro-words.js';

/** What would stand in the timeline, as it would stand there. */
export function PlannedEntries({ ticket, preview }: { ticket: TicketView; preview: MacroPreview }) {
  const t = useWords(macroWords);
  const { me } = useSession();
  const named = useNaming(ticket);
  const entries = preview.entries.map((planned) => entryFrom(planned, me));
  return (
    <div className={styles.entries}>
      {entries.length === 0 && <span className="db-quiet">{t('nothing')}</span>}
      {entries.map((entry, index) => {
        const kind = kindOf(entry);
        return kind === 'fact' || kind === 'detail' ? (
          <div key={index}>
            <FactText entry={entry} named={named} />
          </div>
        ) : (
          <section key={index} className={styles.message} data-kind={kind}>
            <header className={styles.from}>
              <strong>{t(kind === 'note' ? 'note' : 'reply')}</strong>
            </header>
            <MessageBody entry={entry} />
          </section>
        );
      })}
    </div>
  );
}

const entryFrom = (planned: PlannedEntry, me: { id: string; name: string }): TimelineEntry => ({
  ...planned,
  version: 0,
  at: '',
  actor: { kind: 'person', id: me.id, name: me.name },
});
