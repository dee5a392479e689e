import { ActionIcon, Button, Menu } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { presences } from '@deskbeat/contracts/vocabulary';
import type { PersonView, Presence } from '@deskbeat/contracts';
import { path, put } from '../api/client.js';
import { useLiveState } from '../api/live.js';
import { peopleQuery, queryClient } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import { PresenceDot } from '../ui/person-avatar.js';
import { useRefusal } from '../ui/toaster.js';
import { presenceWords } from '../ui/vocabulary-words.js';
import { AccountMenu } from './account-menu.js';
import { appWords } from './app-words.js';
import { Bell } from './bell.js';
import { usePageTitle } from './page-title.js';
import styles from './shell.module.css';

export function TopBar({ onSearch, onNew }: { onSearch: () => void; onNew?: () => void }) {
  const t = useWords(appWords);
  const title = usePageTitle();
  return (
    <header className={styles.bar}>
      <h1 className={styles.title}>{title}</h1>
      <button type="button" className={styles.search} onClick={onSearch}>
        <IconSearch size={16} />
        <span className="db-line">{t('search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {onNew && (
        <>
          <Button variant="default" className={styles.hideable} leftSection={<IconPlus size={16} />} onClick={onNew}>
            {t('newTicket')}
          </Button>
          <ActionIcon
            hiddenFrom="xs"
            variant="filled"
            color="desk"
            size={32}
            aria-label={t('newTicket')}
            onClick={onNew}
          >
            <IconPlus size={18} />
          </ActionIcon>
        </>
      )}
      <LiveDot />
      <PresenceMenu />
      <Bell />
      <AccountMenu />
    </header>
  );
}

function LiveDot() {
  const t = useWords(appWords);
  const state = useLiveState();
  return (
    <span className={styles.live} role="status" title={t(state)}>
      <span className={styles.dot} data-state={state} />
      <span>{t(state)}</span>
    </span>
  );
}

function PresenceMenu() {
  const t = useWords(appWords);
  const { language } = useLanguage();
  const { me, person } = useSession();
  const refuse = useRefusal();
  const { data = person } = useQuery({ ...peopleQuery, select: ({ items }) => items.find(({ id }) => id === me.id) });
  const change = useMutation({
    mutationFn: (presence: Presence) => put<PersonView>(path`/people/${me.id}/presence`, { presence }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey }),
    onError: refuse,
  });
  const presence = (change.isPending && change.variables) || data?.presence;
  if (!presence) return null;
  const word = (one: Presence) => say(presenceWords[one], language);
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className={styles.presence} aria-label={t('presence', { presence: word(presence) })}>
          <PresenceDot presence={presence} />
          <span>{word(presence)}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {presences.map((one) => (
          <Menu.Item key={one} leftSection={<PresenceDot presence={one} />} onClick={() => change.mutate(one)}>
            {word(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
