import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconCoffee, IconPlayerTrackNext } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { TicketList, TicketView } from '@deskbeat/contracts';
import { get, path } from '../../api/client.js';
import { useUnread } from '../../api/notices.js';
import { isProblem } from '../../api/problem.js';
import { to, useAllowed } from '../../api/permissions.js';
import { keys, queryClient, ticketListQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { takeNext } from '../../api/tickets.js';
import { useTitle } from '../../app/page-title.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { useWords } from '../../i18n/language.js';
import { BreachAnnouncer } from '../../ui/breach-announcer.js';
import { useListKeys } from '../../ui/list-keys.js';
import { ProblemPanel } from '../../ui/problem.js';
import { EmptyState, SkeletonRows } from '../../ui/section.js';
import { ticketPath, TicketRow } from '../../ui/ticket-row.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { useMinute } from '../../ui/ticker.js';
import { myWorkWords } from './my-work-words.js';
import styles from './my-work.module.css';
import { NewForYou } from './new-for-you.js';
import { byUrgency } from './urgency.js';

const most = 100;

/** What to do next, how long there is, what is new. */
export function Page() {
  const t = useWords(myWorkWords);
  const todo = useQuery(ticketListQuery<TicketList>('/views/my-work/tickets', { limit: most }));
  const next = useTakeNext();
  useTitle(t('title'));
  const mayTake = useAllowed(to.work);
  useShortcuts(mayTake ? [{ keys: 't', label: t('takeNext'), group: t('title'), run: () => next.mutate() }] : []);
  const items = todo.data?.items ?? [];
  const take = mayTake && (
    <Button leftSection={<IconPlayerTrackNext size={16} />} loading={next.isPending} onClick={() => next.mutate()}>
      {t('takeNext')}
    </Button>
  );
  return (
    <div className={styles.page}>
      <div className={styles.main}>
        <div className={styles.head}>
          <h2>{todo.data && t(todo.data.next ? 'moreTodo' : 'todo', { n: items.length })}</h2>
          <span className={styles.end}>{take}</span>
        </div>
        {todo.isPending && <SkeletonRows rows={10} />}
        {todo.error && !todo.data && <ProblemPanel error={todo.error} retry={() => void todo.refetch()} />}
        {todo.data && items.length === 0 && (
          <EmptyState icon={<IconCoffee size={36} stroke={1.4} />} title={t('allDone')} action={take}>
            {t('allDoneHint')}
          </EmptyState>
        )}
        <Todo items={items} />
        <BreachAnnouncer tickets={items} />
      </div>
      <aside className={styles.side}>
        <NewForYou />
      </aside>
    </div>
  );
}

function Todo({ items }: { items: readonly TicketView[] }) {
  const t = useWords(myWorkWords);
  const groups = byUrgency(items, useMinute());
  const current = useListKeys(groups.flatMap(([, list]) => list));
  const unread = new Set(useUnread().map(({ ticketId }) => ticketId));
  return groups.map(([urgency, list]) => (
    <section key={urgency}>
      <h3 className={styles.group} data-urgency={urgency}>
        {t(urgency)} <span className="db-figures">{list.length}</span>
      </h3>
      {list.map((ticket) => (
        <TicketRow
          key={ticket.id}
          ticket={ticket}
          isNew={unread.has(ticket.id)}
          isCurrent={ticket.id === current?.id}
        />
      ))}
    </section>
  ));
}

/** The next ticket of one's queues becomes one's own and is opened. */
function useTakeNext() {
  const t = useWords(myWorkWords);
  const { me } = useSession();
  const navigate = useNavigate();
  const refuse = useRefusal();
  return useMutation({
    mutationFn: async () => {
      const { ticketId } = await takeNext(me.id);
      return get<TicketView>(path`/tickets/${ticketId}`);
    },
    onSuccess: (ticket) => {
      toast({ tone: 'done', text: t('took', { number: ticket.number }) });
      void queryClient.invalidateQueries({ queryKey: keys.lists });
      void navigate(ticketPath(ticket));
    },
    onError: (error) =>
      isProblem(error, 'not-found') ? toast({ tone: 'done', text: t('nothingWaits') }) : refuse(error),
  });
}
