/** What the settings are called where one chooses among them. */
export const sectionWords = {
  audit: { en: 'Audit log', zh: '审计日志' },
  people: { en: 'People', zh: '人员' },
  teams: { en: 'Teams', zh: '团队' },
  regions: { en: 'Regions', zh: '地区' },
  shifts: { en: 'Shifts', zh: '班次' },
  queues: { en: 'Queues', zh: '队列' },
  signIn: { en: 'Sign-in', zh: '登录' },
  routing: { en: 'Routing rules', zh: '分派规则' },
  types: { en: 'Types, fields, SOP', zh: '类型、字段与流程' },
  policies: { en: 'SLA policies', zh: 'SLA 策略' },
  calendars: { en: 'Calendars', zh: '工作日历' },
  cannedReplies: { en: 'Canned replies', zh: '快捷回复' },
  macros: { en: 'Macros', zh: '宏' },
  templates: { en: 'Message templates', zh: '消息模板' },
  webhooks: { en: 'Webhooks', zh: 'Webhook' },
  keys: { en: 'API keys', zh: 'API 密钥' },
};
