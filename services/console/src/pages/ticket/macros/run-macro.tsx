import { ActionIcon } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { TicketView } from '@deskbeat/contracts';
import { useShortcuts } from '../../../app/shortcuts.js';
import { useWords } from '../../../i18n/language.js';
import { ticketWords } from '../ticket-words.js';
import type { Changing } from '../use-changing.js';
import { macroWords } from './macro-words.js';

const MacroDialog = lazy(() => import('./macro-dialog.js'));

/** Several changes and a message in one step. */
export function RunMacro({ ticket, changing }: { ticket: TicketView; changing: Changing }) {
  const t = useWords(macroWords);
  const page = useWords(ticketWords);
  const [opened, setOpened] = useState(false);
  useShortcuts([{ keys: 'a', label: t('run'), group: page('page'), run: () => setOpened(true) }]);
  return (
    <>
      <ActionIcon aria-label={t('run')} title={`${t('run')} (a)`} onClick={() => setOpened(true)}>
        <IconWand size={18} />
      </ActionIcon>
      {opened && (
        <Suspense>
          <MacroDialog ticket={ticket} changing={changing} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
