import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { TicketView, TimelineEntry } from '@deskbeat/contracts';
import { patch, path } from '../../api/client.js';
import { keys, peopleQuery, queryClient, ticketQuery } from '../../api/queries.js';
import { useWords } from '../../i18n/language.js';
import { kitWords } from '../../ui/kit-words.js';
import { useDoing } from '../../ui/toaster.js';
import { useUnsaved } from '../../ui/unsaved.js';
import { composerWords } from './composer-words.js';
import { isBlank } from './draft-step.js';
import RichEditor from './editor.js';
import { htmlOf } from './html-of.js';
import { peopleCalled } from './people-called.js';
import styles from './ticket.module.css';

/** Another wording for a note; the timeline keeps both. */
export default function NoteCorrection({
  ticketId,
  entry,
  onClose,
}: {
  ticketId: string;
  entry: TimelineEntry;
  onClose: () => void;
}) {
  const t = useWords(composerWords);
  const kit = useWords(kitWords);
  const doing = useDoing();
  const people = useQuery(peopleQuery).data?.items ?? [];
  const initial = entry.html ?? htmlOf(entry.text ?? '');
  const html = useRef(initial);
  const [isBusy, setBusy] = useState(false);
  useUnsaved(() => html.current !== initial);
  const correct = (wording: string): Promise<void> =>
    patch<TicketView>(path`/tickets/${ticketId}/notes/${entry.version}`, { html: wording }).then((ticket) => {
      queryClient.setQueryData(ticketQuery(ticketId).queryKey, ticket);
      return queryClient.invalidateQueries({ queryKey: [...keys.ticket(ticketId), 'timeline'] });
    });
  const save = async () => {
    if (isBlank({ html: html.current, attachments: [] })) return;
    if (html.current === initial) return onClose();
    setBusy(true);
    const done = await doing(
      t('corrected'),
      () => correct(html.current),
      () => correct(initial),
    );
    setBusy(false);
    if (done) onClose();
  };
  return (
    <div
      className={styles.correcting}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <RichEditor
        label={t('correction')}
        placeholder={t('noteHint')}
        initial={initial}
        emptied={0}
        focused={1}
        people={(typed) => peopleCalled(people, typed)}
        onChange={(next) => (html.current = next)}
        onFiles={() => undefined}
        onSend={() => void save()}
      >
        <Button ml="auto" variant="default" onClick={onClose}>
          {kit('cancel')}
        </Button>
        <Button loading={isBusy} onClick={() => void save()}>
          {t('saveNote')}
        </Button>
      </RichEditor>
    </div>
  );
}
