import type { WebhookEvent, WebhookFormat } from '@deskbeat/contracts';
import type { Word } from '../../../i18n/words.js';

export const webhookWords = {
  webhook: { en: 'Webhook', zh: 'Webhook' },
  webhooksHint: { en: 'Other systems that are told what happens.', zh: '接收事件通知的其他系统。' },
  id: { en: 'Id', zh: '标识' },
  name: { en: 'Name', zh: '名称' },
  url: { en: 'Address', zh: '地址' },
  format: { en: 'Format', zh: '格式' },
  events: { en: 'Told of', zh: '通知事件' },
  enabled: { en: 'Switched on', zh: '启用' },
  test: { en: 'Send an example', zh: '发送示例' },
  tested: { en: 'The example is on its way', zh: '示例已发出' },
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
