import type { ShelfScope } from '@deskbeat/contracts';
import type { Word } from '../../../i18n/words.js';

export const shelfWords = {
  cannedReply: { en: 'Canned reply', zh: '快捷回复' },
  cannedHint: { en: 'Texts that agents take with / in a reply.', zh: '客服在回复中用 / 插入的文本。' },
  title: { en: 'Title', zh: '标题' },
  shortcut: { en: 'Shortcut', zh: '快捷词' },
  shortcutHint: { en: 'Typed after /, like thanks-2', zh: '在 / 后输入，如 thanks-2' },
  folder: { en: 'Folder', zh: '文件夹' },
  scope: { en: 'For', zh: '可见范围' },
  team: { en: 'Team', zh: '团队' },
  teamHint: { en: 'Where it is for a team.', zh: '范围为团队时需要。' },
  wording: { en: 'Text', zh: '内容' },
  wordingHint: {
    en: 'May use {{ customer.name }}, {{ ticket.number }}, {{ agent.name }}.',
    zh: '可使用 {{ customer.name }}、{{ ticket.number }}、{{ agent.name }}。',
  },
};

export const scopeWords: Readonly<Record<ShelfScope, Word>> = {
  shared: { en: 'Everybody', zh: '所有人' },
  team: { en: 'A team', zh: '团队' },
  personal: { en: 'Only me', zh: '仅自己' },
};
