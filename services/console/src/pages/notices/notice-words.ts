import type { Digest, NoticeCause } from '@deskbeat/contracts';
import type { Word } from '../../i18n/words.js';

export const noticeWords = {
  title: { en: 'Notices', zh: '通知' },
  all: { en: 'All', zh: '全部' },
  unread: { en: 'Unread', zh: '未读' },
  preferences: { en: 'How I am told', zh: '通知偏好' },
  markAll: { en: 'Mark all as read', zh: '全部标为已读' },
  markOne: { en: 'Mark as read', zh: '标为已读' },
  marked: { en: { one: '{n} notice is read', other: '{n} notices are read' }, zh: '{n} 条通知已读' },
  more: { en: 'Older notices', zh: '更早的通知' },
  nothing: { en: 'No notices', zh: '没有通知' },
  nothingUnread: { en: 'All read', zh: '全部已读' },
  nothingHint: {
    en: 'What is assigned to you, what customers answer and what is about to breach stands here.',
    zh: '分配给您的工单、客户回复和即将超时的提醒会显示在这里。',
  },
  language: { en: 'Language of notices', zh: '通知语言' },
  timeZone: { en: 'Time zone', zh: '时区' },
  digest: { en: 'E-mail', zh: '电子邮件' },
  quietFrom: { en: 'Quiet from', zh: '免打扰开始' },
  quietTo: { en: 'Quiet until', zh: '免打扰结束' },
  quietHint: {
    en: 'Mails wait until the quiet hours end. Leave both empty for none.',
    zh: '免打扰期间的邮件会延后发送；两项留空表示不启用。',
  },
  wishes: { en: 'What I am told of', zh: '通知内容' },
  save: { en: 'Save', zh: '保存' },
  saved: { en: 'Your preferences are saved', zh: '偏好已保存' },
};

export const causeWords: Readonly<Record<NoticeCause, Word>> = {
  received: { en: 'Issue received', zh: '收到问题' },
  replied: { en: 'Reply sent', zh: '已回复' },
  'waiting-for-you': { en: 'Waiting for the customer', zh: '等待客户' },
  resolved: { en: 'Resolved', zh: '已解决' },
  'confirmation-reminder': { en: 'Reminder to confirm', zh: '提醒确认' },
  assigned: { en: 'Assigned to me', zh: '分配给我' },
  reassigned: { en: 'Taken from me', zh: '从我处转走' },
  'asked-to-help': { en: 'I am to work on it as well', zh: '邀请我协作' },
  unclaimed: { en: 'Nobody has taken it', zh: '无人接手' },
  woken: { en: 'Back from snooze', zh: '暂缓结束' },
  'message-received': { en: 'The customer wrote', zh: '客户来信' },
  mentioned: { en: 'Somebody mentioned me', zh: '有人提到我' },
  'reminder-due': { en: 'A promise will be due', zh: '时限将至' },
  escalated: { en: 'A promise was broken', zh: '已超时升级' },
  summary: { en: 'Summary', zh: '汇总' },
};

export const digestWords: Readonly<Record<Digest, Word>> = {
  none: { en: 'Each at once', zh: '逐条即时' },
  hourly: { en: 'Gathered every hour', zh: '每小时汇总' },
  daily: { en: 'Gathered every day at eight', zh: '每天八点汇总' },
};
