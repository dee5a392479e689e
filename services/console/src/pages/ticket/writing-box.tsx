import { ActionIcon, FileButton, Skeleton } from '@mantine/core';
import { IconPaperclip, IconTrash, IconUsers } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { DraftKind, TicketView } from '@deskbeat/contracts';
import { useWords } from '../../i18n/language.js';
import { toast } from '../../ui/toasts.js';
import { composerWords } from './composer-words.js';
import { isBlank, type Written } from './draft-step.js';
import { FileChip } from '../../ui/file-chip.js';
import { tellDoing } from './presence.js';
import { Send } from './send-button.js';
import { draftHtml, SharedDrafts } from './shared-drafts.js';
import styles from './ticket.module.css';
import { useDraft } from './use-draft.js';
import { useSending, type MoveTo } from './use-sending.js';
import { useSources } from './use-sources.js';
import { useUnsaved } from '../../ui/unsaved.js';
import { useUploads } from '../../ui/use-uploads.js';
import { WritingWarning } from './writing-warning.js';

const RichEditor = lazy(() => import('./editor.js'));

/** The editor of a reply or note with its draft, its files and its ways to send. */
export function WritingBox({ ticket, kind, focused }: { ticket: TicketView; kind: DraftKind; focused: number }) {
  const t = useWords(composerWords);
  const uploads = useUploads();
  const draft = useDraft(ticket.id, kind);
  useUnsaved(() => uploads.pending > 0);
  const html = useRef('');
  const [isEmpty, setEmpty] = useState(true);
  const [emptied, setEmptied] = useState(0);
  const [again, setAgain] = useState<{ html: string; times: number }>();
  const sources = useSources(ticket.id, kind);
  const { loaded } = draft;
  const written = (): Written => ({ html: html.current, attachments: uploads.files.map(({ id }) => id) });
  const { restore } = useLoadedDraft(loaded?.attachments, uploads.restore);
  const changed = () => {
    setEmpty(isBlank(written()));
    draft.write(written());
    tellDoing(ticket.id, isBlank(written()) ? 'viewing' : kind === 'reply' ? 'replying' : 'noting');
  };
  const initial = draftHtml(loaded ?? {});
  useEffect(() => {
    html.current = initial;
    setEmpty(isBlank({ html: initial, attachments: loaded?.attachments ?? [] }));
    // What was kept is what is written, as long as nothing is typed.
  }, [loaded]);
  const fileList = uploads.files.map(({ id }) => id).join();
  useEffect(() => {
    if (restore) changed();
    // Only another list of files is news.
  }, [fileList]);
  const { send, isSending } = useSending(ticket, kind, () => {
    draft.sent();
    uploads.clear();
    html.current = '';
    setEmpty(true);
    setEmptied((count) => count + 1);
    tellDoing(ticket.id, 'viewing');
  });
  const replace = (next: string) => {
    html.current = next;
    setEmptied(0);
    setAgain((last) => ({ html: next, times: (last?.times ?? 0) + 1 }));
    changed();
  };
  const discard = () => {
    const before = html.current;
    uploads.clear();
    setEmptied((count) => count + 1);
    toast({ tone: 'done', text: t('discarded'), undo: () => replace(before) });
  };
  const takeOver = (theirs: string, name: string) => {
    const before = html.current;
    replace(isBlank({ html: before, attachments: [] }) ? theirs : before + theirs);
    toast({ tone: 'done', text: t('takenOver', { name }), undo: () => replace(before) });
  };
  const sendNow = async (moveTo?: MoveTo) => {
    if (isBlank(written()) || uploads.pending > 0) return;
    await draft.flush();
    await send(written(), draft.version(), moveTo);
  };
  if (loaded === undefined)
    return (
      <div style={{ padding: 8 }}>
        <Skeleton height={88} />
      </div>
    );
  return (
    <Suspense
      fallback={
        <div style={{ padding: 8 }}>
          <Skeleton height={88} />
        </div>
      }
    >
      <SharedDrafts ticketId={ticket.id} kind={kind} onTake={takeOver} />
      {kind === 'reply' && <WritingWarning ticket={ticket} isWriting={!isEmpty} />}
      <RichEditor
        key={again?.times}
        label={t(kind)}
        placeholder={t(kind === 'note' ? 'noteHint' : ticket.inside ? 'insideHint' : 'replyHint')}
        initial={again?.html ?? initial}
        emptied={emptied}
        focused={focused}
        onChange={(next) => {
          html.current = next;
          changed();
        }}
        onFiles={(files) => void uploads.add(files)}
        onSend={() => void sendNow()}
        {...sources}
      >
        <FileButton multiple onChange={(files) => void uploads.add(files)}>
          {(props) => (
            <ActionIcon size={26} aria-label={t('attach')} {...props}>
              <IconPaperclip size={16} />
            </ActionIcon>
          )}
        </FileButton>
        {uploads.files.map((file) => (
          <FileChip key={file.id} file={file} onRemove={() => uploads.drop(file.id)} />
        ))}
        {uploads.pending > 0 && <span className="db-quiet">{t('uploading', { n: uploads.pending })}</span>}
        {!isEmpty && (
          <>
            <ActionIcon
              size={26}
              variant={draft.isShared ? 'light' : 'subtle'}
              aria-pressed={draft.isShared}
              aria-label={t('share')}
              title={t(draft.isShared ? 'unshare' : 'share')}
              onClick={() => draft.share(written(), !draft.isShared)}
            >
              <IconUsers size={16} />
            </ActionIcon>
            <ActionIcon size={26} aria-label={t('discard')} title={t('discard')} onClick={discard}>
              <IconTrash size={16} />
            </ActionIcon>
          </>
        )}
        <span className={`${styles.to} db-quiet`} role="status">
          {draft.isShared && `${t('sharedNow')} · `}
          {draft.state !== 'clean' && t(draft.state)}
        </span>
        <Send
          kind={kind}
          isBusy={isSending}
          isEmpty={isEmpty}
          ticket={ticket}
          onSend={(moveTo) => void sendNow(moveTo)}
        />
      </RichEditor>
    </Suspense>
  );
}

/** Files of a draft come back once. */
function useLoadedDraft(ids: readonly string[] | undefined, load: (ids: readonly string[]) => Promise<void>) {
  const [restore, setRestored] = useState(false);
  useEffect(() => {
    if (ids && ids.length > 0) void load(ids).then(() => setRestored(true));
    else setRestored(true);
    // Of the draft that was loaded first.
  }, [ids === undefined]);
  return { restore };
}
