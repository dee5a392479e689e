import { IconAddressBook, IconDeviceTv, IconSettings, IconUsersGroup } from '@tabler/icons-react';
import { leadingWords } from './leading-words.js';
import type { PageEntry } from './pages.js';

/** Pages of those who lead, manage and set up. */
export const leadingPages: readonly PageEntry[] = [
  {
    path: '/customers/:id?',
    load: () => import('../pages/customers/customers-page.js'),
    rail: { to: '/customers', icon: IconAddressBook, word: leadingWords.customers, key: 'c' },
  },
  {
    path: '/team',
    load: () => import('../pages/team/team-page.js'),
    rail: { to: '/team', icon: IconUsersGroup, word: leadingWords.team, key: 't' },
  },
  {
    path: '/wallboard',
    load: () => import('../pages/wallboard/wallboard-page.js'),
    rail: { to: '/wallboard', icon: IconDeviceTv, word: leadingWords.wallboard, key: 'x' },
    bare: true,
  },
  { path: '/notices', load: () => import('../pages/notices/notices-page.js') },
  {
    path: '/settings/:section?/:id?',
    load: () => import('../pages/settings/settings-page.js'),
    rail: { to: '/settings', icon: IconSettings, word: leadingWords.settings, key: 's' },
  },
];
