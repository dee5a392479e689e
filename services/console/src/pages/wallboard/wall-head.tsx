import { ActionIcon } from '@mantine/core';
import { IconMaximize, IconPlugConnectedX, IconX } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useLiveState } from '../../api/live.js';
import { useShortcuts } from '../../app/shortcuts.js';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { locales } from '../../i18n/words.js';
import { useMinute } from '../../ui/ticker.js';
import { wallboardWords } from './wallboard-words.js';
import styles from './wallboard.module.css';

/** The time, whether what is shown is fresh, and the way out. */
export function WallHead({ asOf }: { asOf?: number }) {
  const t = useWords(wallboardWords);
  const { language } = useLanguage();
  const { clockTime } = useFormats();
  const navigate = useNavigate();
  const now = useMinute();
  const isOffline = useLiveState() === 'offline' || asOf !== undefined;
  const fullScreen = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  const leave = () => void navigate('/');
  useShortcuts([
    { keys: 'f', label: t('fullScreen'), group: t('title'), run: fullScreen },
    { keys: 'Escape', label: t('leave'), group: t('title'), run: leave },
  ]);
  const date = new Intl.DateTimeFormat(locales[language], { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <header className={styles.head}>
      <h1 className={styles.brand}>
        <img src="/deskbeat.svg" alt="" /> {t('title')}
      </h1>
      {isOffline && (
        <span className={styles.old} role="status">
          <IconPlugConnectedX aria-hidden /> {t('old', { time: clockTime(new Date(asOf || now).toISOString()) })}
        </span>
      )}
      <span className={styles.date}>{date.format(now)}</span>
      <time className={`${styles.clock} db-figures`}>{clockTime(new Date(now).toISOString())}</time>
      <ActionIcon aria-label={t('fullScreen')} onClick={fullScreen}>
        <IconMaximize size={18} />
      </ActionIcon>
      <ActionIcon aria-label={t('leave')} onClick={leave}>
        <IconX size={20} />
      </ActionIcon>
    </header>
  );
}
