import { useQuery } from '@tanstack/react-query';
import type { MacroPreview as Found, MacroView, PlannedEntry, TicketView, TimelineEntry } from '@deskbeat/contracts';
import { useState } from 'react';
import { get, path } from '../../../api/client.js';
import { ticketQuery } from '../../../api/queries.js';
import { useSession } from '../../../api/session.js';
import { useWords } from '../../../i18n/language.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { SkeletonRows } from '../../../ui/section.js';
import { FactLine, MessageEntry } from '../../ticket/timeline-entry.js';
import { kindOf } from '../../ticket/facts.js';
import { useNaming } from '../../ticket/use-naming.js';
import formStyles from '../form/form.module.css';
import type { MoreOf } from '../form/resource.js';
import { TicketChoice } from '../form/ticket-choice.js';
import { macroWords } from './macro-words.js';

/** What a macro would do with a ticket that is there. */
export function MacroPreview({ view, isChanged }: MoreOf<MacroView>) {
  const t = useWords(macroWords);
  const [ticketId, setTicketId] = useState<string>();
  const found = useQuery({
    queryKey: ['macros', 'preview', view?.id, view?.version, ticketId],
    queryFn: ({ signal }) => get<Found>(path`/tickets/${ticketId!}/macros/${view!.id}`, {}, signal),
    enabled: view !== undefined && ticketId !== undefined,
  });
  const ticket = useQuery({ ...ticketQuery(ticketId ?? ''), enabled: ticketId !== undefined }).data;
  if (!view) return null;
  return (
    <section className={formStyles.more} aria-label={t('preview')}>
      <div>
        <h3>{t('preview')}</h3>
        <p className={`${formStyles.hint} db-quiet`}>{t(isChanged ? 'previewChanged' : 'previewHint')}</p>
      </div>
      <TicketChoice label={t('ticket')} hint={t('ticketHint')} onChoose={setTicketId} />
      {found.isLoading && <SkeletonRows rows={3} />}
      {found.error && <ProblemPanel error={found.error} />}
      {found.data && !found.data.changes && <p className="db-quiet">{t('noChange')}</p>}
      {found.data?.changes && ticket && <Planned entries={found.data.entries} ticket={ticket} />}
    </section>
  );
}

function Planned({ entries, ticket }: { entries: readonly PlannedEntry[]; ticket: TicketView }) {
  const { me } = useSession();
  const named = useNaming(ticket);
  const actor = { kind: 'person', ...me } as const;
  const [at] = useState(() => new Date().toISOString());
  return (
    <div className={formStyles.answer} role="status">
      {entries.map((planned, index) => {
        const entry = { ...planned, version: index, at, actor } as unknown as TimelineEntry;
        const kind = kindOf(entry);
        return kind === 'fact' || kind === 'detail' ? (
          <FactLine key={index} entry={entry} named={named} />
        ) : (
          <MessageEntry key={index} entry={entry} kind={kind} named={named} />
        );
      })}
    </div>
  );
}
