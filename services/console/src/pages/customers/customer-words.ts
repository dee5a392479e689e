import type { CustomerKind, DuplicateReason, IdentityKind } from '@deskbeat/contracts';
import type { Word } from '../../i18n/words.js';

export const customerWords = {
  title: { en: 'Customers', zh: '客户' },
  search: { en: 'Name, address, number or id', zh: '姓名、邮箱、电话或编号' },
  none: { en: 'No customers yet', zh: '还没有客户' },
  noneHint: {
    en: 'Whoever reports an issue becomes a customer by themselves.',
    zh: '提交问题的人会自动成为客户。',
  },
  noMatch: { en: 'Nobody begins with “{q}”', zh: '没有以“{q}”开头的客户' },
  choose: { en: 'Choose a customer', zh: '请选择客户' },
  chooseHint: {
    en: 'You see how to reach them, what they have and all their tickets.',
    zh: '可查看联系方式、资产和全部工单。',
  },
  back: { en: 'All customers', zh: '全部客户' },
  unnamed: { en: 'Without a name', zh: '未命名' },
  tier: { en: 'Tier', zh: '等级' },
  since: { en: 'Customer since {date}', zh: '{date} 起成为客户' },
  localTime: { en: '{time} there', zh: '当地时间 {time}' },
  edit: { en: 'Edit', zh: '编辑' },
  save: { en: 'Save', zh: '保存' },
  saved: { en: '{name} is saved', zh: '已保存 {name}' },
  name: { en: 'Name', zh: '姓名' },
  region: { en: 'Region', zh: '地区' },
  language: { en: 'Language', zh: '语言' },
  timeZone: { en: 'Time zone', zh: '时区' },
  notes: { en: 'Notes', zh: '备注' },
  notesHint: { en: 'Only colleagues see them.', zh: '仅内部可见。' },
  identities: { en: 'Known as', zh: '身份信息' },
  verified: { en: 'Verified', zh: '已验证' },
  verify: { en: 'Mark as verified', zh: '标为已验证' },
  verifiedNow: { en: '{value} is verified', zh: '{value} 已验证' },
  remove: { en: 'Remove', zh: '移除' },
  removed: { en: '{value} is removed', zh: '已移除 {value}' },
  add: { en: 'Add', zh: '添加' },
  added: { en: '{value} is added', zh: '已添加 {value}' },
  addKind: { en: 'Kind', zh: '类型' },
  addValue: { en: 'Address, number or id', zh: '邮箱、号码或编号' },
  organisations: { en: 'Belongs to', zh: '所属组织' },
  addOrganisation: { en: 'Name of an organisation', zh: '组织名称' },
  members: { en: 'People of it', zh: '成员' },
  noMembers: { en: 'Nobody belongs to it yet.', zh: '还没有成员。' },
  more: { en: 'the first of them', zh: '仅显示前几位' },
  known: { en: 'About them', zh: '客户资料' },
  newCustomer: { en: 'New customer', zh: '新建客户' },
  create: { en: 'Create', zh: '创建' },
  created: { en: '{name} is a customer now', zh: '已创建客户 {name}' },
  tickets: { en: 'Tickets', zh: '工单' },
  ticketCount: { en: { one: '{n} ticket', other: '{n} tickets' }, zh: '{n} 个工单' },
  openCount: { en: '{n} open', zh: '{n} 个未结' },
  noTickets: { en: 'No tickets yet.', zh: '还没有工单。' },
  repeat: {
    en: { one: '{value}: {n} time in 90 days', other: '{value}: {n} times in 90 days' },
    zh: '{value}：90 天内 {n} 次',
  },
  satisfaction: { en: 'Satisfaction {average} of 5', zh: '满意度 {average} / 5' },
  better: { en: 'getting better', zh: '趋势上升' },
  worse: { en: 'getting worse', zh: '趋势下降' },
  steady: { en: 'steady', zh: '平稳' },
  unknown: { en: 'too few to tell', zh: '样本不足' },
  duplicates: { en: 'Maybe the same', zh: '疑似重复' },
  noDuplicates: { en: 'Nobody looks like a duplicate.', zh: '没有疑似重复的客户。' },
  same: { en: 'same {what}', zh: '相同：{what}' },
  merge: { en: 'Merge', zh: '合并' },
  mergeOther: { en: 'Merge another one…', zh: '合并其他客户…' },
  mergeTitle: { en: 'Merge {duplicate} into {into}', zh: '将 {duplicate} 合并到 {into}' },
  mergeHint: {
    en: 'Identities, products and tickets of the duplicate count for the other one from now on. It can be undone.',
    zh: '重复客户的身份、资产和工单将归入目标客户，可以撤销。',
  },
  merged: { en: '{duplicate} counts as {into} now', zh: '{duplicate} 已合并到 {into}' },
  mergedInto: {
    en: 'This is a duplicate. It counts as another customer since {date}.',
    zh: '此客户为重复项，已于 {date} 合并。',
  },
  openOther: { en: 'Open that customer', zh: '打开目标客户' },
  unmerge: { en: 'Undo the merge', zh: '撤销合并' },
  unmerged: { en: '{name} is a customer of its own again', zh: '{name} 已恢复为独立客户' },
  whichOne: { en: 'The duplicate', zh: '重复的客户' },
};

export const identityWords: Readonly<Record<IdentityKind, Word>> = {
  email: { en: 'E-mail', zh: '电子邮件' },
  phone: { en: 'Phone', zh: '电话' },
  social: { en: 'Social', zh: '社交账号' },
  external: { en: 'External id', zh: '外部编号' },
};

export const kindWords: Readonly<Record<CustomerKind, Word>> = {
  person: { en: 'Person', zh: '个人' },
  organisation: { en: 'Organisation', zh: '组织' },
};

export const duplicateWords: Readonly<Record<DuplicateReason, Word>> = {
  phone: { en: 'phone', zh: '电话' },
  name: { en: 'name', zh: '姓名' },
  organisation: { en: 'organisation', zh: '组织' },
  email: { en: 'e-mail', zh: '邮箱' },
  region: { en: 'region', zh: '地区' },
};

/** Tiers that are there from the start. */
export const tierWords: Readonly<Record<string, Word>> = {
  standard: { en: 'Standard', zh: '标准' },
  premium: { en: 'Premium', zh: '高级' },
  vip: { en: 'VIP', zh: 'VIP' },
};
