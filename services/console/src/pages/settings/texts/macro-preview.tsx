import { useQuery } from '@tanstack/react-query';
import type { MacroPreview as Found, MacroView } from '@deskbeat/contracts';
import { useState } from 'react';
import { get, path } from '../../../api/client.js';
import { ticketQuery } from '../../../api/queries.js';
import { useWords } from '../../../i18n/language.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { SkeletonRows } from '../../../ui/section.js';
import { PlannedEntries } from '../../ticket/macros/planned-entries.js';
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
      {found.data && ticket && (
        <div className={formStyles.answer} role="status">
          <PlannedEntries ticket={ticket} preview={found.data} />
        </div>
      )}
    </section>
  );
}
