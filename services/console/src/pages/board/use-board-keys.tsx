import { Menu } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { statuses } from '@deskbeat/contracts/vocabulary';
import type { Status, TicketView } from '@deskbeat/contracts';
import { useShortcuts } from '../../app/shortcuts.js';
import { useWords } from '../../i18n/language.js';
import { StatusMark } from '../../ui/status-mark.js';
import { nextCard, stepOf } from './board-keys.js';
import { boardWords } from './board-words.js';
import { dropOf } from './drop.js';
import { shownTicket } from './use-column.js';

const cardOf = (element: Element | null): HTMLElement | null => element?.closest<HTMLElement>('[data-ticket]') ?? null;

interface Moving {
  ticket: TicketView;
  left: number;
  top: number;
}

/** Arrows go from card to card; `s` asks where the card that has the focus is to go. */
export function useBoardKeys(onMove: ((ticket: TicketView, to: Status) => void) | undefined) {
  const t = useWords(boardWords);
  const board = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState<Moving>();
  const begin = () => {
    const card = cardOf(document.activeElement);
    const ticket = card && board.current?.contains(card) ? shownTicket(card.dataset.ticket!) : undefined;
    if (!card || !ticket) return;
    const { left, bottom } = card.getBoundingClientRect();
    setMoving({ ticket, left, top: bottom });
  };
  useShortcuts(onMove ? [{ keys: 's', label: t('moveCard'), group: t('title'), run: begin }] : []);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key);
    const from = cardOf(document.activeElement)?.dataset.ticket;
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const columns = [...board.current!.querySelectorAll('[data-status]')].map((column) =>
      [...column.querySelectorAll<HTMLElement>('[data-ticket]')].map(({ dataset }) => dataset.ticket!),
    );
    const to = from === undefined ? columns.flat()[0] : nextCard(columns, from, step);
    if (to === undefined) return;
    event.preventDefault();
    board.current!.querySelector<HTMLElement>(`[data-ticket="${CSS.escape(to)}"]`)?.focus();
  };
  const allowed = moving
    ? statuses.filter((status) => !['stay', 'refuse'].includes(dropOf(moving.ticket, status)))
    : [];
  const menu = moving && (
    <Menu opened onClose={() => setMoving(undefined)} returnFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: moving.left, top: moving.top }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('moveTo', { number: moving.ticket.number })}>
        <Menu.Label>
          {allowed.length > 0
            ? t('moveTo', { number: moving.ticket.number })
            : t('notThere', { number: moving.ticket.number })}
        </Menu.Label>
        {allowed.map((status) => (
          <Menu.Item key={status} onClick={() => onMove?.(moving.ticket, status)}>
            <StatusMark status={status} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  return { board, onKeyDown, menu };
}
