import type { Word } from '../../../i18n/words.js';

export const fieldRuleWords = {
  hint: {
    en: 'Everybody sees and changes a field as long as nobody is named. Administrators always may.',
    zh: '未指定时所有人都可查看和修改。管理员始终有权限。',
  },
  ticket: { en: 'Of tickets', zh: '工单字段' },
  customer: { en: 'Of customers', zh: '客户字段' },
  sees: { en: 'Who sees', zh: '可查看' },
  changes: { en: 'Who changes', zh: '可修改' },
  seesOf: { en: 'Who sees {field}', zh: '谁可查看{field}' },
  changesOf: { en: 'Who changes {field}', zh: '谁可修改{field}' },
  everybody: { en: 'Everybody', zh: '所有人' },
  everybodySees: { en: 'Everybody, always', zh: '所有人（固定）' },
  administrators: { en: 'Administrators only', zh: '仅管理员' },
  roles: { en: 'Roles', zh: '角色' },
  teams: { en: 'Teams', zh: '团队' },
  auditor: { en: 'Auditor', zh: '审计员' },
  system: { en: 'Programs and webhooks', zh: '程序和 Webhook' },
  title: { en: 'Who sees which field', zh: '字段权限' },
};

/** Fields that are there from the start. */
export const fieldWords: Readonly<Record<string, Word>> = {
  subject: { en: 'Subject', zh: '主题' },
  type: { en: 'Type', zh: '类型' },
  priority: { en: 'Priority', zh: '优先级' },
  tags: { en: 'Tags', zh: '标签' },
  affected: { en: 'Affected customers', zh: '受影响客户数' },
  product: { en: 'Product', zh: '产品' },
  region: { en: 'Region', zh: '地区' },
  plannedFor: { en: 'Planned for', zh: '计划时间' },
  notes: { en: 'Notes', zh: '备注' },
  name: { en: 'Name', zh: '名称' },
  tier: { en: 'Tier', zh: '等级' },
  language: { en: 'Language', zh: '语言' },
  timeZone: { en: 'Time zone', zh: '时区' },
  organisationIds: { en: 'Organisations', zh: '所属组织' },
  email: { en: 'E-mail', zh: '邮箱' },
  phone: { en: 'Phone', zh: '电话' },
};
