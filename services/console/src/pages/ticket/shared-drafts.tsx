import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DraftKind, DraftView } from '@deskbeat/contracts';
import { peopleQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { useFormats, useWords } from '../../i18n/language.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { composerWords } from './composer-words.js';
import { htmlOf } from './html-of.js';
import { useOthersHere } from './presence.js';
import { draftsQuery } from './ticket-data.js';
import styles from './ticket.module.css';

const lookMs = 15_000;
/** A draft as it stands in an editor. */
export const draftHtml = ({ html, text = '' }: Pick<DraftView, 'html' | 'text'>): string => html ?? htmlOf(text);

/** What others have written and not sent, where they let one read it. */
function useSharedDrafts(ticketId: string, kind: DraftKind): DraftView[] {
  const { me } = useSession();
  // Nobody is told of a draft; who writes one is here.
  const isSomebodyHere = useOthersHere(ticketId).length > 0;
  const { data } = useQuery({ ...draftsQuery(ticketId), refetchInterval: isSomebodyHere && lookMs });
  return data?.items.filter((draft) => draft.kind === kind && draft.personId !== me.id) ?? [];
}

interface Given {
  ticketId: string;
  kind: DraftKind;
  /** Puts it into one's own. */
  onTake: (html: string, from: string) => void;
}

export function SharedDrafts({ ticketId, kind, onTake }: Given) {
  const drafts = useSharedDrafts(ticketId, kind);
  const people = useQuery(peopleQuery).data?.items ?? [];
  return drafts.map((draft) => {
    const name = people.find(({ id }) => id === draft.personId)?.name ?? draft.personId;
    return <SharedDraft key={draft.personId} draft={draft} name={name} onTake={() => onTake(draftHtml(draft), name)} />;
  });
}

function SharedDraft({ draft, name, onTake }: { draft: DraftView; name: string; onTake: () => void }) {
  const t = useWords(composerWords);
  const { ago } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { kind, personId, updatedAt, attachments = [] } = draft;
  return (
    <section className={styles.shared} aria-label={t(kind === 'reply' ? 'sharesReply' : 'sharesNote', { name })}>
      <header>
        <PersonAvatar id={personId} name={name} size={20} />
        <span>
          {t(kind === 'reply' ? 'sharesReply' : 'sharesNote', { name })}{' '}
          <span className="db-quiet">{ago(updatedAt)}</span>
        </span>
        <span className={styles.sharedEnd}>
          <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'fold' : 'read')}
          </Button>
          <Button variant="default" size="compact-xs" onClick={onTake}>
            {t('takeOver')}
          </Button>
        </span>
      </header>
      {isOpen && (
        // Its owner keeps of what was written only what is harmless.
        <div className={styles.sharedText} dangerouslySetInnerHTML={{ __html: draftHtml(draft) }} />
      )}
      {isOpen && attachments.length > 0 && (
        <p className="db-quiet">{t('filesStay', { n: attachments.length, name })}</p>
      )}
    </section>
  );
}
