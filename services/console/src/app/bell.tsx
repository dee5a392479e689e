import { ActionIcon, Indicator } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconBell } from '@tabler/icons-react';
import { Link } from 'react-router';
import { inboxQuery } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useWords } from '../i18n/language.js';
import { appWords } from './app-words.js';

/** How many notices are not read; leads to them. */
export function Bell() {
  const t = useWords(appWords);
  const { me } = useSession();
  const unread = useQuery(inboxQuery(me.id)).data?.unread ?? 0;
  return (
    <Indicator label={unread > 99 ? '99+' : unread} size={16} disabled={unread === 0} color="desk" offset={5} fz={10}>
      <ActionIcon component={Link} to="/notices" aria-label={t('notices', { n: unread })}>
        <IconBell size={20} stroke={1.7} />
      </ActionIcon>
    </Indicator>
  );
}
