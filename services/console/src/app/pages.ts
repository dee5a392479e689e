import {
  IconAddressBook,
  IconDeviceTv,
  IconInbox,
  IconLayoutKanban,
  IconListDetails,
  IconSettings,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { to } from '../api/permissions.js';
import type { Word } from '../i18n/words.js';
import { appWords } from './app-words.js';

export interface PageEntry {
  /** As the router takes it. */
  path: string;
  load: () => Promise<{ Page: ComponentType }>;
  /** In the rail: where it leads, what it is called, its key after `g`. */
  rail?: { to: string; icon: Icon; word: Word; key: string; end?: boolean };
  /** Permission key of what the page shows; for others it is not there. */
  needs?: string;
  /** Without the frame: fills the screen. */
  bare?: true;
}

/** All pages; each is loaded when it is first opened. */
export const pages: readonly PageEntry[] = [
  {
    path: '/',
    load: () => import('../pages/my-work/my-work-page.js'),
    rail: { to: '/', icon: IconInbox, word: appWords.myWork, key: 'w', end: true },
  },
  {
    path: '/board',
    load: () => import('../pages/board/board-page.js'),
    rail: { to: '/board', icon: IconLayoutKanban, word: appWords.board, key: 'b' },
  },
  {
    path: '/tickets',
    load: () => import('../pages/list/list-page.js'),
    rail: { to: '/tickets', icon: IconListDetails, word: appWords.list, key: 'l' },
  },
  { path: '/tickets/:id', load: () => import('../pages/ticket/ticket-page.js') },
  {
    path: '/customers/:id?',
    load: () => import('../pages/customers/customers-page.js'),
    rail: { to: '/customers', icon: IconAddressBook, word: appWords.customers, key: 'c' },
  },
  {
    path: '/team',
    load: () => import('../pages/team/team-page.js'),
    needs: to.seeTeams,
    rail: { to: '/team', icon: IconUsersGroup, word: appWords.team, key: 't' },
  },
  {
    path: '/wallboard',
    load: () => import('../pages/wallboard/wallboard-page.js'),
    needs: to.seeFigures,
    rail: { to: '/wallboard', icon: IconDeviceTv, word: appWords.wallboard, key: 'x' },
    bare: true,
  },
  { path: '/account', load: () => import('../pages/account/account-page.js') },
  { path: '/notices', load: () => import('../pages/notices/notices-page.js') },
  {
    path: '/settings/:section?/:id?',
    load: () => import('../pages/settings/settings-page.js'),
    rail: { to: '/settings', icon: IconSettings, word: appWords.settings, key: 's' },
  },
];
