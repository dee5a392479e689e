import { lazy, Suspense } from 'react';
import type { TicketView } from '@deskbeat/contracts';

const part = () => import('./new-from-dialogs.js');
const between = () => import('./between-dialogs.js');
const Subticket = lazy(async () => ({ default: (await part()).SubticketDialog }));
const Split = lazy(async () => ({ default: (await part()).SplitDialog }));
const FollowUp = lazy(async () => ({ default: (await part()).FollowUpDialog }));
const Link = lazy(async () => ({ default: (await between()).LinkDialog }));
const Merge = lazy(async () => ({ default: (await between()).MergeDialog }));

/** What is done between tickets; `split` names the message's entry in the timeline. */
export type Between = { what: 'link' | 'merge' | 'subticket' | 'follow-up' } | { what: 'split'; entry: number };

/** The dialog for it, loaded when it is first opened. */
export function BetweenDialog({
  between: wanted,
  ticket,
  onClose,
}: {
  between: Between;
  ticket: TicketView;
  onClose: () => void;
}) {
  const given = { ticket, onClose };
  return (
    <Suspense>
      {wanted.what === 'link' && <Link {...given} />}
      {wanted.what === 'merge' && <Merge {...given} />}
      {wanted.what === 'subticket' && <Subticket {...given} />}
      {wanted.what === 'follow-up' && <FollowUp {...given} />}
      {wanted.what === 'split' && <Split {...given} entry={wanted.entry} />}
    </Suspense>
  );
}
