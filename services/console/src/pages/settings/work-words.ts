import type { ShelfScope, WebhookEvent, WebhookFormat } from '@deskbeat/contracts';
import type { Word } from '../../i18n/words.js';

export const workWords = {
  cannedReplies: { en: 'Canned replies', zh: '快捷回复' },
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
  webhooks: { en: 'Webhooks', zh: 'Webhook' },
  webhook: { en: 'Webhook', zh: 'Webhook' },
  webhooksHint: { en: 'Other systems that are told what happens.', zh: '接收事件通知的其他系统。' },
  id: { en: 'Id', zh: '标识' },
  idHint: { en: 'A short name without blanks; it stays.', zh: '不含空格的短名称，创建后不可修改。' },
  name: { en: 'Name', zh: '名称' },
  url: { en: 'Address', zh: '地址' },
  format: { en: 'Format', zh: '格式' },
  events: { en: 'Told of', zh: '通知事件' },
  enabled: { en: 'Switched on', zh: '启用' },
};

export const scopeWords: Readonly<Record<ShelfScope, Word>> = {
  shared: { en: 'Everybody', zh: '所有人' },
  team: { en: 'A team', zh: '团队' },
  personal: { en: 'Only me', zh: '仅自己' },
};

export const formatWords: Readonly<Record<WebhookFormat, Word>> = {
  standard: { en: 'Standard Webhooks, signed', zh: 'Standard Webhooks（签名）' },
  slack: { en: 'Slack', zh: 'Slack' },
  teams: { en: 'Microsoft Teams', zh: 'Microsoft Teams' },
  feishu: { en: 'Feishu', zh: '飞书' },
  dingtalk: { en: 'DingTalk', zh: '钉钉' },
};

export const eventWords: Readonly<Record<WebhookEvent, Word>> = {
  'ticket.opened': { en: 'Ticket opened', zh: '工单创建' },
  'ticket.status-changed': { en: 'Status changed', zh: '状态变更' },
  'ticket.replied': { en: 'Reply sent', zh: '已回复' },
  'ticket.message-received': { en: 'The customer wrote', zh: '客户来信' },
  'ticket.assigned': { en: 'Ticket assigned', zh: '工单分配' },
  'ticket.reminder-due': { en: 'A promise will be due', zh: '时限将至' },
  'ticket.escalated': { en: 'A promise was broken', zh: '超时升级' },
};
