import { IconUsersGroup } from '@tabler/icons-react';
import { leadingWords } from './leading-words.js';
import type { PageEntry } from './pages.js';

/** Pages of those who lead, manage and set up. */
export const leadingPages: readonly PageEntry[] = [
  {
    path: '/team',
    load: () => import('../pages/team/team-page.js'),
    rail: { to: '/team', icon: IconUsersGroup, word: leadingWords.team, key: 't' },
  },
];
