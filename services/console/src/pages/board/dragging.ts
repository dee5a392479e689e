import { dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Status, TicketView } from '@deskbeat/contracts';
import { dropOf } from './drop.js';

const ticketOf = ({ source }: { source: { data: Record<string | symbol, unknown> } }) =>
  source.data.ticket as TicketView;

/** The ticket that is being dragged; told by the board, for its card may be out of sight by now. */
export function useDragged(): TicketView | undefined {
  const [dragged, setDragged] = useState<TicketView>();
  useEffect(
    () =>
      monitorForElements({
        onDragStart: (event) => setDragged(ticketOf(event)),
        onDrop: () => setDragged(undefined),
      }),
    [],
  );
  return dragged;
}

/** Takes cards that may go to a status. */
export function useDropping(status: Status, onDrop: (ticket: TicketView, to: Status) => void) {
  const element = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  const dropped = useEffectEvent(onDrop);
  useEffect(
    () =>
      dropTargetForElements({
        element: element.current!,
        canDrop: (event) => !['refuse', 'stay'].includes(dropOf(ticketOf(event), status)),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: (event) => {
          setOver(false);
          dropped(ticketOf(event), status);
        },
      }),
    [status],
  );
  return { element, isOver };
}
