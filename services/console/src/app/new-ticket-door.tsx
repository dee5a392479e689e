import { lazy, Suspense } from 'react';

const Dialog = lazy(async () => ({ default: (await import('../pages/new-ticket/new-ticket.js')).NewTicketDialog }));

/** The dialog is loaded when it is first opened. */
export function NewTicket({ onClose }: { onClose: () => void }) {
  return (
    <Suspense>
      <Dialog onClose={onClose} />
    </Suspense>
  );
}
