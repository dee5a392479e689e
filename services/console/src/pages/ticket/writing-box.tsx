import { ActionIcon, Button, FileButton, Menu, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChevronDown, IconPaperclip } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { CannedReplyList, DraftKind, TicketView, Wording } from '@deskbeat/contracts';
import { get, path, post } from '../../api/client.js';
import { keys, peopleQuery, queryClient, ticketQuery } from '../../api/queries.js';
import { useWords } from '../../i18n/language.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { composerWords } from './composer-words.js';
import { isBlank, type Written } from './draft-step.js';
import { FileChip } from './file-chip.js';
import { htmlOf } from './html-of.js';
import { tellDoing } from './presence.js';
import styles from './ticket.module.css';
import { useDraft } from './use-draft.js';
import { useUploads } from './use-uploads.js';

const RichEditor = lazy(() => import('./editor.js'));
type MoveTo = 'awaiting-confirmation' | 'resolved';

/** The editor of a reply or note with its draft, its files and its ways to send. */
export function WritingBox({ ticket, kind, focused }: { ticket: TicketView; kind: DraftKind; focused: number }) {
  const t = useWords(composerWords);
  const uploads = useUploads();
  const draft = useDraft(ticket.id, kind);
  const html = useRef('');
  const [isEmpty, setEmpty] = useState(true);
  const [emptied, setEmptied] = useState(0);
  const sources = useSources(ticket.id, kind);
  const { loaded } = draft;
  const written = (): Written => ({ html: html.current, attachments: uploads.files.map(({ id }) => id) });
  const { restore } = useLoadedDraft(loaded?.attachments, uploads.restore);
  const changed = () => {
    setEmpty(isBlank(written()));
    draft.write(written());
    tellDoing(ticket.id, isBlank(written()) ? 'viewing' : kind === 'reply' ? 'replying' : 'noting');
  };
  const initial = loaded?.html ?? htmlOf(loaded?.text ?? '');
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
      <RichEditor
        label={t(kind)}
        placeholder={t(kind === 'reply' ? 'replyHint' : 'noteHint')}
        initial={initial}
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
        <span className={`${styles.to} db-quiet`} role="status">
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

function Send({
  kind,
  isBusy,
  isEmpty,
  ticket,
  onSend,
}: {
  kind: DraftKind;
  isBusy: boolean;
  isEmpty: boolean;
  ticket: TicketView;
  onSend: (moveTo?: MoveTo) => void;
}) {
  const t = useWords(composerWords);
  const can = (to: MoveTo) =>
    ticket.moves.some(
      (move) => move.to === to && move.needs.every((need) => need === 'message' || need === 'resolution'),
    );
  return (
    <Button.Group>
      <Button disabled={isEmpty} loading={isBusy} onClick={() => onSend()} title="Ctrl-Enter">
        {t(kind === 'reply' ? 'send' : 'addNote')}
      </Button>
      {kind === 'reply' && (
        <Menu position="top-end">
          <Menu.Target>
            <Button px={6} disabled={isEmpty} aria-label={t('more')}>
              <IconChevronDown size={14} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={!can('awaiting-confirmation')} onClick={() => onSend('awaiting-confirmation')}>
              {t('sendAwaiting')}
            </Menu.Item>
            <Menu.Item disabled={!can('resolved')} onClick={() => onSend('resolved')}>
              {t('sendResolved')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  );
}

/** The same key until it went out: a lost answer makes no second message. */
function useSending(ticket: TicketView, kind: DraftKind, onSent: () => void) {
  const t = useWords(composerWords);
  const refuse = useRefusal();
  const key = useRef<string>(undefined);
  const [isSending, setSending] = useState(false);
  const send = async ({ html, attachments }: Written, draftVersion: number | undefined, moveTo?: MoveTo) => {
    key.current ??= crypto.randomUUID();
    const body = {
      html,
      ...(attachments.length > 0 && { attachments }),
      ...(draftVersion && { draftVersion }),
      ...(moveTo && { moveTo }),
    };
    setSending(true);
    try {
      const where = kind === 'reply' ? path`/tickets/${ticket.id}/replies` : path`/tickets/${ticket.id}/notes`;
      const changed = await post<TicketView>(where, body, { key: key.current });
      queryClient.setQueryData(ticketQuery(ticket.id).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: [...keys.ticket(ticket.id), 'timeline'] });
      key.current = undefined;
      onSent();
      toast({ tone: 'done', text: t(kind === 'reply' ? 'sent' : 'noted') });
    } catch (error) {
      refuse(error);
    } finally {
      setSending(false);
    }
  };
  return { send, isSending };
}

function useSources(ticketId: string, kind: DraftKind) {
  const people = useQuery(peopleQuery).data?.items ?? [];
  const fitting = (typed: string) =>
    people
      .filter(({ active, name }) => active && name.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, 8)
      .map(({ id, name }) => ({ id, label: name }));
  if (kind === 'note') return { people: fitting };
  const replies = async (typed: string) => {
    const { items } = await queryClient.fetchQuery({
      queryKey: ['canned-replies'],
      queryFn: () => get<CannedReplyList>('/canned-replies'),
      staleTime: 60_000,
    });
    const wanted = typed.toLowerCase();
    return items
      .filter(({ title, shortcut = '' }) => shortcut.startsWith(wanted) || title.toLowerCase().includes(wanted))
      .slice(0, 10)
      .map(({ id, title, shortcut, folder }) => ({
        id,
        label: title,
        detail: shortcut ? `/${shortcut}` : (folder ?? ''),
      }));
  };
  const rendered = async ({ id }: { id: string }) => {
    const { html, text = '' } = await get<Wording>(path`/tickets/${ticketId}/canned-replies/${id}`);
    return html ?? htmlOf(text);
  };
  return { people: fitting, replies, rendered };
}
