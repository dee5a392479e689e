import { Menu, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { MoveView, Status, TicketView } from '@deskbeat/contracts';
import { moveTicket } from '../../api/tickets.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { StatusMark } from '../../ui/status-mark.js';
import { statusWords } from '../../ui/vocabulary-words.js';
import { latest } from './latest.js';
import { MoveForm } from './move-form.js';
import { isInOurHands, needsNothing, needsOf } from './move-needs.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';
import type { Changing } from './use-changing.js';

interface Control {
  ticket: TicketView;
  changing: Changing;
}

/** The status and where it can go from here; what a move still needs is asked for in place. */
export function StatusControl({ ticket, changing }: Control) {
  const t = useWords(ticketWords);
  const { language } = useLanguage();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState<Status>();
  useShortcuts([{ keys: 's', label: t('status'), group: t('page'), run: () => setOpened(true) }]);
  const move = (to: Status, more: object = {}) => {
    const from = ticket.status;
    return changing.change({
      done: t('moved', { status: say(statusWords[to], language) }),
      shown: { status: to },
      work: () => moveTicket(latest(ticket), { to, ...more }),
      undo: () => moveTicket(latest(ticket), { to: from }),
      canUndo: ({ moves }) => moves.some((back) => back.to === from && needsNothing(back.needs)),
    });
  };
  const choose = ({ to, needs }: MoveView) => (needsNothing(needs) ? void move(to) : setAsked(to));
  const needed = ticket.moves.find(({ to }) => to === asked);
  return (
    <Popover
      withRoles={false}
      opened={needed !== undefined}
      onChange={() => setAsked(undefined)}
      width={360}
      position="bottom-start"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <span>
          <Menu opened={opened} onChange={setOpened}>
            <Menu.Target>
              <button type="button" className={styles.control} disabled={changing.isBusy}>
                <StatusMark status={ticket.status} />
                <IconChevronDown size={14} />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {ticket.moves.length === 0 && <Menu.Label>{t('noMoves')}</Menu.Label>}
              {ticket.moves.map((one) => (
                <MoveItem key={one.to} ticket={ticket} move={one} onChoose={() => choose(one)} />
              ))}
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        {needed && (
          <MoveForm
            ticket={ticket}
            move={needed}
            onMove={async (more) => (await move(needed.to, more)) && setAsked(undefined)}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function MoveItem({ ticket, move, onChoose }: { ticket: TicketView; move: MoveView; onChoose: () => void }) {
  const t = useWords(ticketWords);
  const needs = needsOf(move.needs);
  const words: Readonly<Record<string, string>> = { assignee: t('needsAssignee'), queue: t('needsQueue') };
  const missing = [
    ...needs.others.map((other) => words[other] ?? other),
    ...needs.steps.map((key) => ticket.steps?.find((step) => step.key === key)?.label ?? key),
    ...needs.fields,
  ];
  return (
    <Menu.Item disabled={!isInOurHands(needs)} onClick={onChoose}>
      <StatusMark status={move.to} />
      {missing.length > 0 && (
        <div className="db-quiet" style={{ fontSize: 12, paddingLeft: 20 }}>
          {t('needs', { what: missing.join(', ') })}
        </div>
      )}
    </Menu.Item>
  );
}
