import { Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { NavLink, Outlet, useNavigate } from 'react-router';
import { useLiveState } from '../api/live.js';
import { to, useAllowed, useMay } from '../api/permissions.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import { SkeletonRows } from '../ui/section.js';
import { appWords } from './app-words.js';
import { LeaveGuard } from './leave-guard.js';
import { NewTicket } from './new-ticket-door.js';
import { pages } from './pages.js';
import { Palette } from './palette.js';
import { ShortcutSheet } from './shortcut-sheet.js';
import { useShortcutKeys, useShortcuts } from './shortcuts.js';
import styles from './shell.module.css';
import { TopBar } from './top-bar.js';

type Open = 'palette' | 'keys' | 'new-ticket';

/** The frame around all pages: where one can go, what one can do everywhere. */
export function Shell() {
  const t = useWords(appWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const isOffline = useLiveState() === 'offline';
  const may = useMay();
  const rail = pages.flatMap((page) => (!page.needs || may?.(page.needs) ? (page.rail ?? []) : []));
  const opens = useAllowed(to.openTickets);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  useShortcutKeys();
  useShortcuts([
    { keys: 'mod+k', label: t('search'), group: t('everywhere'), run: () => setOpen('palette') },
    { keys: '/', label: t('search'), group: t('everywhere'), run: () => setOpen('palette') },
    ...(opens ? [{ keys: 'c', label: t('newTicket'), group: t('everywhere'), run: () => setOpen('new-ticket') }] : []),
    { keys: '?', label: t('keys'), group: t('everywhere'), run: () => setOpen('keys') },
    ...rail.map(({ to: path, word, key }) => ({
      keys: `g ${key}`,
      label: say(word, language),
      group: t('goTo'),
      run: () => void navigate(path),
    })),
  ]);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <nav className={styles.rail} aria-label={t('main')}>
        <span className={styles.brand}>
          <img src="/deskbeat.svg" width={26} height={26} alt="Deskbeat" />
        </span>
        {rail.map(({ to: path, icon: Icon, word, key, end }) => (
          <Tooltip key={path} label={<RailTip label={say(word, language)} keys={`g ${key}`} />} position="right">
            <NavLink to={path} end={end} className={styles.item} aria-label={say(word, language)}>
              <Icon size={22} stroke={1.7} />
            </NavLink>
          </Tooltip>
        ))}
        <Tooltip label={<RailTip label={t('keys')} keys="?" />} position="right">
          <button
            type="button"
            className={`${styles.item} ${styles.foot}`}
            style={{ border: 0, background: 'none', cursor: 'pointer' }}
            aria-label={t('keys')}
            onClick={() => setOpen('keys')}
          >
            <IconKeyboard size={22} stroke={1.7} />
          </button>
        </Tooltip>
      </nav>
      <TopBar onSearch={() => setOpen('palette')} onNew={opens ? () => setOpen('new-ticket') : undefined} />
      <main id="content" tabIndex={-1} className={styles.content} data-offline={isOffline || undefined}>
        {isOffline && (
          <div className={styles.banner} role="status">
            {t('offlineBanner')}
          </div>
        )}
        <Suspense fallback={<SkeletonRows />}>
          <Outlet />
        </Suspense>
      </main>
      <LeaveGuard />
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'keys' && <ShortcutSheet onClose={close} />}
      {open === 'new-ticket' && <NewTicket onClose={close} />}
    </div>
  );
}

function RailTip({ label, keys }: { label: string; keys: string }) {
  return (
    <span>
      {label} <kbd>{keys}</kbd>
    </span>
  );
}
