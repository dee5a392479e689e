import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconShieldLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useSession } from '../api/session.js';
import { useLanguage, useWords } from '../i18n/language.js';
import type { Language } from '../i18n/words.js';
import { PersonAvatar } from '../ui/person-avatar.js';
import { appWords } from './app-words.js';
import styles from './shell.module.css';

/** Who one is, and how the console looks and speaks. */
export function AccountMenu() {
  const t = useWords(appWords);
  const { me, leave } = useSession();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" closeOnItemClick={false} width={248}>
      <Menu.Target>
        <button type="button" className={styles.me} aria-label={t('account', { name: me.name })}>
          <PersonAvatar id={me.id} name={me.name} size={28} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <Menu.Label>{t('appearance')}</Menu.Label>
        <SegmentedControl
          fullWidth
          size="xs"
          m={4}
          aria-label={t('appearance')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
          data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <Menu.Label>{t('language')}</Menu.Label>
        <SegmentedControl
          fullWidth
          size="xs"
          m={4}
          aria-label={t('language')}
          value={language}
          onChange={(value) => choose(value as Language)}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
        />
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" closeMenuOnClick leftSection={<IconShieldLock size={16} />}>
          {t('security')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
