import type { NoticeLanguage } from '@deskbeat/contracts';
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
