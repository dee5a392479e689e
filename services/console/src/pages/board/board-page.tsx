import { Modal, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { priorities, statuses } from '@deskbeat/contracts/vocabulary';
import type { MoveView, Status, TicketView } from '@deskbeat/contracts';
import { keys, queryClient, queuesQuery, ticketQuery } from '../../api/queries.js';
import { to, useAllowed } from '../../api/permissions.js';
import { useSession } from '../../api/session.js';
import { assignTo, moveTicket } from '../../api/tickets.js';
import { useTitle } from '../../app/page-title.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { priorityWords, statusWords } from '../../ui/vocabulary-words.js';
import { MoveForm } from '../ticket/move-form.js';
import { BoardColumn } from './board-column.js';
import { boardWords } from './board-words.js';
import styles from './board.module.css';
import { useDragged } from './dragging.js';
import { dropOf } from './drop.js';
import { useBoardKeys } from './use-board-keys.js';
import { carry, type BoardFilter } from './use-column.js';
import { useFolded } from './use-folded.js';

/** The six statuses side by side; a card is dragged where its ticket may go. */
export function Page() {
  const t = useWords(boardWords);
  const { filter, bar } = useFilter();
  const dragged = useDragged();
  const { folded, toggle } = useFolded();
  const { drop, asked, cancel, answer } = useMoving(filter);
  const mayMove = useAllowed(to.work);
  const { board, onKeyDown, menu } = useBoardKeys(mayMove ? drop : undefined);
  useTitle(t('title'));
  return (
    <div className={styles.page}>
      <div className={styles.bar}>{bar}</div>
      <div className={styles.board} ref={board} onKeyDown={onKeyDown} aria-description={t('hint')}>
        {statuses.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            filter={filter}
            dragged={dragged}
            mayMove={mayMove}
            isFolded={folded.includes(status)}
            onFold={toggle}
            onDrop={drop}
          />
        ))}
      </div>
      {menu}
      <Modal
        opened={asked !== undefined}
        onClose={cancel}
        title={asked && `${asked.ticket.number} · ${asked.ticket.subject}`}
      >
        {asked && <AskedForm asked={asked} onMove={answer} />}
      </Modal>
    </div>
  );
}

interface Asked {
  ticket: TicketView;
  move: MoveView;
}

/** Steps that are ticked here change the ticket, so the newest one is shown. */
function AskedForm({ asked, onMove }: { asked: Asked; onMove: (more: object) => Promise<unknown> }) {
  const { data = asked.ticket } = useQuery(ticketQuery(asked.ticket.id));
  return <MoveForm ticket={data} move={asked.move} onMove={onMove} />;
}

function useMoving(filter: BoardFilter) {
  const t = useWords(boardWords);
  const { language } = useLanguage();
  const { me } = useSession();
  const refuse = useRefusal();
  const [asked, setAsked] = useState<Asked>();
  const settle = () => void queryClient.invalidateQueries({ queryKey: keys.lists });
  /** Shown at once; a refusal puts it back and says why. */
  const move = async (ticket: TicketView, to: Status, work: () => Promise<unknown>, text: string): Promise<boolean> => {
    const putBack = carry(ticket, to, filter);
    try {
      await work();
    } catch (error) {
      putBack();
      refuse(error);
      settle();
      return false;
    }
    toast({ tone: 'done', text });
    settle();
    return true;
  };
  const textOf = ({ number }: TicketView, to: Status) => t('moved', { number, status: say(statusWords[to], language) });
  const drop = (ticket: TicketView, to: Status) => {
    const outcome = dropOf(ticket, to);
    if (outcome === 'move') void move(ticket, to, () => moveTicket(ticket, { to }), textOf(ticket, to));
    if (outcome === 'take')
      void move(ticket, to, () => assignTo(ticket.id, me.id), t('taken', { number: ticket.number }));
    if (outcome === 'ask') setAsked({ ticket, move: ticket.moves.find((one) => one.to === to)! });
  };
  const answer = async (more: object) => {
    const { ticket, move: wanted } = asked!;
    const { to } = wanted;
    const latest = queryClient.getQueryData<TicketView>(ticketQuery(ticket.id).queryKey) ?? ticket;
    const done = await move(ticket, to, () => moveTicket(latest, { to, ...more }), textOf(ticket, to));
    if (done) setAsked(undefined);
  };
  return { drop, asked, cancel: () => setAsked(undefined), answer };
}

/** Whose tickets, of which priority and queue; kept in the address. */
function useFilter() {
  const t = useWords(boardWords);
  const { language } = useLanguage();
  const { me } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const get = (name: string) => parameters.get(name) ?? undefined;
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(parameters);
    if (value) next.set(name, value);
    else next.delete(name);
    setParameters(next, { replace: true });
  };
  const whose = get('whose') ?? 'everybody';
  const assigneeId = whose === 'mine' ? me.id : whose === 'nobodys' ? 'none' : undefined;
  const [priority, queueId] = [get('priority'), get('queue')];
  const filter: BoardFilter = {
    ...(assigneeId && { assigneeId }),
    ...(priority && { priority }),
    ...(queueId && { queueId }),
  };
  const bar = (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('whose')}
        value={whose}
        onChange={(value) => set('whose', value === 'everybody' ? null : value)}
        data={(['everybody', 'mine', 'nobodys'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <Select
        size="xs"
        w={140}
        clearable
        placeholder={t('priority')}
        aria-label={t('priority')}
        value={priority ?? null}
        onChange={(value) => set('priority', value)}
        data={priorities.map((value) => ({ value, label: say(priorityWords[value], language) }))}
      />
      <Select
        size="xs"
        w={160}
        clearable
        placeholder={t('queue')}
        aria-label={t('queue')}
        value={queueId ?? null}
        onChange={(value) => set('queue', value)}
        data={queues.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
  return { filter, bar };
}
