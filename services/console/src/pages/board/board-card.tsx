import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { memo, useEffect, useEffectEvent, useRef } from 'react';
import type { TicketView } from '@deskbeat/contracts';
import { TicketCard } from '../../ui/ticket-row.js';

interface Card {
  ticket: TicketView;
  isNew: boolean;
  mayMove: boolean;
}

/** A card of the board; it is drawn again only when its ticket is another one, however the column is scrolled. */
export const BoardCard = memo(function BoardCard({ mayMove, ...shown }: Card) {
  return mayMove ? <DraggableCard {...shown} /> : <TicketCard {...shown} />;
});

function DraggableCard({ ticket, isNew }: Omit<Card, 'mayMove'>) {
  const element = useRef<HTMLDivElement>(null);
  const current = useEffectEvent(() => ticket);
  useEffect(() => draggable({ element: element.current!, getInitialData: () => ({ ticket: current() }) }), []);
  return (
    <div ref={element}>
      <TicketCard ticket={ticket} isNew={isNew} />
    </div>
  );
}
