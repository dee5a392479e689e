import { useMutation } from '@tanstack/react-query';
import type { ProblemCode, TicketResults, TicketView } from '@deskbeat/contracts';
import { keys, queryClient } from '../../api/queries.js';
import { changeTickets } from '../../api/tickets.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { problemWords } from '../../ui/problem-words.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { backOf, shownAfter, type BulkStep, type BulkWork } from './bulk-undo.js';
import { bulkWords } from './bulk-words.js';
import { showInLists } from './use-ticket-pages.js';

const send = ({ work, ids }: BulkStep): Promise<TicketResults> =>
  changeTickets({ ...work, tickets: ids.map((id) => ({ id })) }, crypto.randomUUID());

/** Changes all that are chosen, shows it at once, says what became of it and how it is undone. */
export function useBulk(chosen: readonly TicketView[], onDone: () => void) {
  const t = useWords(bulkWords);
  const { language } = useLanguage();
  const refuse = useRefusal();
  const undo = async (steps: readonly BulkStep[]) => {
    try {
      for (const step of steps) await send(step);
      toast({ tone: 'done', text: t('undone', { n: steps.reduce((sum, step) => sum + step.ids.length, 0) }) });
    } catch (error) {
      refuse(error);
    }
    settle();
  };
  const work = useMutation({
    mutationFn: ({ change, before }: { change: BulkWork; before: readonly TicketView[] }) => {
      const ids = before.map(({ id }) => id);
      showInLists(new Set(ids), (ticket) => shownAfter(ticket, change));
      return send({ work: change, ids });
    },
    onSuccess: ({ changed, refused, items }, { change, before }) => {
      const done = new Set(items.filter(({ outcome }) => outcome === 'changed').map(({ id }) => id));
      const steps = backOf(
        change,
        before.filter(({ id }) => done.has(id)),
      );
      if (changed > 0 || refused === 0) {
        const canUndo = steps.length > 0 && { undo: () => void undo(steps) };
        toast({ tone: 'done', text: t('done', { n: changed }), ...canUndo });
      }
      const code = items.find(({ outcome }) => outcome === 'refused')?.code as ProblemCode | undefined;
      const word = code && problemWords[code];
      if (refused > 0)
        toast({ tone: 'refused', text: t('refused', { n: refused, why: word ? say(word, language) : (code ?? '') }) });
    },
    onError: refuse,
    onSettled: () => {
      settle();
      onDone();
    },
  });
  return { change: (change: BulkWork) => work.mutate({ change, before: chosen }), isPending: work.isPending };
}

function settle(): void {
  for (const queryKey of [keys.lists, ['ticket-pages']]) void queryClient.invalidateQueries({ queryKey });
}
