import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftKind, DraftList, DraftView } from '@deskbeat/contracts';
import { get, path, put, remove } from '../../api/client.js';
import { isProblem } from '../../api/problem.js';
import { queryClient } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { useUnsaved } from '../../ui/unsaved.js';
import { draftStep, type Written } from './draft-step.js';
import { draftsQuery } from './ticket-data.js';

const pauseMs = 800;
export type DraftState = 'clean' | 'saving' | 'saved' | 'unsaved';

/** One's own draft of a ticket: loaded once, kept a moment after each pause in writing, one request at a time. */
export function useDraft(ticketId: string, kind: DraftKind) {
  const { me } = useSession();
  const where = path`/tickets/${ticketId}/drafts/${kind}`;
  const [loaded, setLoaded] = useState<DraftView | null>();
  const [state, setState] = useState<DraftState>('clean');
  const kept = useRef<(Written & { version?: number }) | undefined>(undefined);
  const latest = useRef<Written | undefined>(undefined);
  const [isShared, setShared] = useState(false);
  const shared = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    let isGone = false;
    const found = (draft: DraftView | null) => {
      if (draft) {
        const { html = '', attachments = [], version, shared: isOpen } = draft;
        kept.current = { html, attachments, version, shared: isOpen };
        shared.current = isOpen;
        setShared(isOpen);
      }
      setLoaded(draft);
    };
    const mine = ({ items }: DraftList) =>
      items.find((draft) => draft.kind === kind && draft.personId === me.id) ?? null;
    void queryClient
      .fetchQuery({ ...draftsQuery(ticketId), staleTime: 0 })
      .then(mine)
      .catch(() => null)
      .then((draft) => isGone || found(draft));
    return () => {
      isGone = true;
    };
  }, [ticketId, kind, me.id]);

  const isKept = useCallback(
    () => latest.current === undefined || draftStep(kept.current, latest.current) === 'nothing',
    [],
  );
  const keep = useCallback(async (): Promise<void> => {
    const written = latest.current;
    const step = written ? draftStep(kept.current, written) : 'nothing';
    if (!written || step === 'nothing') return;
    setState('saving');
    try {
      if (step === 'discard') {
        await remove(where);
        kept.current = undefined;
        shared.current = false;
        setShared(false);
        setState('clean');
      } else {
        const body = {
          html: written.html,
          ...(written.attachments.length > 0 && { attachments: written.attachments }),
          ...(written.shared && { shared: true }),
        };
        const { version } = await put<DraftView>(where, body, { seen: kept.current?.version });
        kept.current = { ...written, version };
        setState(isKept() ? 'saved' : 'saving');
      }
    } catch (error) {
      setState('unsaved');
      // Another page of one's own was faster: what is written here goes on from there.
      if (isProblem(error, 'version-conflict', 'already-exists')) {
        kept.current = await get<DraftView>(where).then(
          ({ version }) => ({ html: '', attachments: [], version }),
          () => undefined,
        );
      }
    }
  }, [where, isKept]);

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    busy.current = busy.current.then(keep);
    return busy.current;
  }, [keep]);
  const write = useCallback(
    (written: Written) => {
      latest.current = { ...written, shared: shared.current };
      const next = !isKept() ? 'saving' : kept.current ? 'saved' : 'clean';
      setState((now) => (now === 'unsaved' ? now : next));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pauseMs);
    },
    [flush, isKept],
  );
  useEffect(() => () => void flush(), [flush]);
  // What could not be saved so far may not be saved in going either.
  useUnsaved(() => !isKept(), state !== 'unsaved');
  useEffect(() => {
    const save = () => void flush();
    addEventListener('beforeunload', save);
    return () => removeEventListener('beforeunload', save);
  }, [flush]);

  /** Lets others read it, or no more. */
  const share = useCallback(
    (written: Written, next: boolean) => {
      shared.current = next;
      setShared(next);
      latest.current = { ...written, shared: next };
      void flush();
    },
    [flush],
  );
  /** The draft has become a message. */
  const sent = useCallback(() => {
    clearTimeout(timer.current);
    latest.current = undefined;
    kept.current = undefined;
    shared.current = false;
    setShared(false);
    setState('clean');
  }, []);
  return { loaded, state, isShared, share, write, flush, sent, version: () => kept.current?.version };
}
