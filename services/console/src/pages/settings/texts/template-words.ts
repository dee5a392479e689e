import type { NoticeCause, NoticeLanguage } from '@deskbeat/contracts';
import type { Word } from '../../../i18n/words.js';

export const templateWords = {
  template: { en: 'Message template', zh: '消息模板' },
  templatesHint: {
    en: 'What customers and colleagues are told, and in which words.',
    zh: '发送给客户和同事的消息内容。',
  },
  title: { en: 'Subject', zh: '主题' },
  body: { en: 'Text', zh: '正文' },
  bodyHint: {
    en: 'Liquid: {{ ticket.number }}, {% if reason %}…{% endif %}. Letters are made of the text.',
    zh: 'Liquid 语法：{{ ticket.number }}、{% if reason %}…{% endif %}；邮件由正文生成。',
  },
  delivered: { en: 'as delivered', zh: '默认' },
  ownText: { en: 'text of your own', zh: '自定义' },
  variables: { en: 'What it may use', zh: '可用变量' },
  copied: { en: 'Copied', zh: '已复制' },
  preview: { en: 'Preview', zh: '预览' },
  previewHint: { en: 'As it stands above, saved or not.', zh: '按上方填写的内容预览，无需先保存。' },
  withTicket: { en: 'With a ticket', zh: '使用工单' },
  withTicketHint: { en: 'Example values, or a number', zh: '示例数据，或输入编号' },
  letter: { en: 'Letter', zh: '邮件' },
  reset: { en: 'Back to the text as delivered', zh: '恢复默认文本' },
  resetSure: {
    en: 'Go back to the text as delivered? Yours stays among the earlier ones.',
    zh: '恢复默认文本？您的文本会保留在历史版本中。',
  },
  wasReset: { en: 'It is the text as delivered again', zh: '已恢复默认文本' },
  versions: { en: 'Earlier texts', zh: '历史版本' },
  version: { en: 'Version {n}', zh: '版本 {n}' },
};

export const languageWords: Readonly<Record<NoticeLanguage, Word>> = {
  en: { en: 'English', zh: '英文' },
  zh: { en: 'Chinese', zh: '中文' },
};

/** Each with who gets it. */
export const causeNames: Readonly<Record<NoticeCause, Word>> = {
  received: { en: 'Customer: issue received', zh: '客户：已收到问题' },
  replied: { en: 'Customer: reply', zh: '客户：回复' },
  'waiting-for-you': { en: 'Customer: we wait for you', zh: '客户：等待您的答复' },
  resolved: { en: 'Customer: resolved, please confirm', zh: '客户：已解决，请确认' },
  'confirmation-reminder': { en: 'Customer: reminder to confirm', zh: '客户：提醒确认' },
  assigned: { en: 'Colleague: a ticket is yours', zh: '同事：工单分配给您' },
  reassigned: { en: 'Colleague: a ticket is no longer yours', zh: '同事：工单已转走' },
  'asked-to-help': { en: 'Colleague: you are to work on it as well', zh: '同事：邀请您协作' },
  unclaimed: { en: 'Lead: nobody has taken it', zh: '组长：无人接手' },
  woken: { en: 'Colleague: back from snooze', zh: '同事：暂缓结束' },
  'message-received': { en: 'Colleague: the customer wrote', zh: '同事：客户来信' },
  mentioned: { en: 'Colleague: you were mentioned', zh: '同事：有人提到您' },
  'reminder-due': { en: 'Colleague: a promise will be due', zh: '同事：时限将至' },
  escalated: { en: 'Manager: a promise was broken', zh: '经理：超时升级' },
  summary: { en: 'Everybody: summary of notices', zh: '所有人：通知汇总' },
};
