import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { DraftKind, TicketView } from '@deskbeat/contracts';
import { useWords } from '../../i18n/language.js';
import { composerWords } from './composer-words.js';
import { needsAMessage } from './move-needs.js';
import type { MoveTo } from './use-sending.js';

/** Sends, also with the move that follows from it. */
export function Send({
  kind,
  isBusy,
  isEmpty,
  ticket,
  onSend,
}: {
  kind: DraftKind;
  isBusy: boolean;
  isEmpty: boolean;
  ticket: TicketView;
  onSend: (moveTo?: MoveTo) => void;
}) {
  const t = useWords(composerWords);
  const can = (to: MoveTo) => ticket.moves.some((move) => move.to === to && needsAMessage(move.needs));
  return (
    <Button.Group>
      <Button disabled={isEmpty} loading={isBusy} onClick={() => onSend()} title="Ctrl-Enter">
        {t(kind === 'reply' ? 'send' : 'addNote')}
      </Button>
      {kind === 'reply' && (
        <Menu position="top-end">
          <Menu.Target>
            <Button px={6} disabled={isEmpty} aria-label={t('more')}>
              <IconChevronDown size={14} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={!can('awaiting-confirmation')} onClick={() => onSend('awaiting-confirmation')}>
              {t('sendAwaiting')}
            </Menu.Item>
            <Menu.Item disabled={!can('resolved')} onClick={() => onSend('resolved')}>
              {t('sendResolved')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  );
}
