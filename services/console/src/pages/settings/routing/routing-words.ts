import type { RoutingTest } from '@deskbeat/contracts';
import type { Word } from '../../../i18n/words.js';

export const routingWords = {
  rule: { en: 'Routing rule', zh: '分派规则' },
  rulesHint: {
    en: 'Where new tickets go. The first rule that fits decides; what none fits goes to the queue of its type, else to the default queue.',
    zh: '新工单的去向。第一条符合的规则生效；都不符合时进入类型的队列或默认队列。',
  },
  name: { en: 'Name', zh: '名称' },
  enabled: { en: 'Switched on', zh: '启用' },
  off: { en: 'Switched off', zh: '已停用' },
  conditions: { en: 'When all of this holds', zh: '同时满足以下条件' },
  conditionsHint: { en: 'Without a condition, every ticket fits.', zh: '没有条件时，全部工单都符合。' },
  addCondition: { en: 'Add a condition', zh: '添加条件' },
  condition: { en: 'Condition {n}', zh: '条件 {n}' },
  every: { en: 'Every ticket', zh: '全部工单' },
  field: { en: 'Field', zh: '字段' },
  test: { en: 'Is', zh: '关系' },
  values: { en: 'Values', zh: '值' },
  ownFields: { en: 'Fields of types', zh: '类型字段' },
  customerFields: { en: 'Fields of customers', zh: '客户字段' },
  queueId: { en: 'Leads to the queue', zh: '进入队列' },
  nearestOf: { en: 'Or to the nearest of these queues', zh: '或进入其中最近的队列' },
  nearestHint: {
    en: 'The one whose team covers the customer’s region, or the nearest region above it.',
    zh: '其团队负责客户所在地区，或最近的上级地区。',
  },
  personId: { en: 'To this person', zh: '指定人员' },
  personHint: { en: 'If they are active; else it waits in the queue.', zh: '该人员启用时直接分配，否则留在队列。' },
  skills: { en: 'Skills it asks for', zh: '所需技能' },
  skillsHint: { en: 'With a level from 1 to 5: network:4', zh: '附 1–5 级：network:4' },
  collaborators: { en: 'Who works on it as well', zh: '协作人员' },
  dryRun: { en: 'Try on past tickets', zh: '用历史工单试运行' },
  dryRunHint: {
    en: 'Where the tickets of a period would have gone by these rules. Nothing is changed.',
    zh: '查看某段时间的工单按这些规则会进入哪里，不会改动任何内容。',
  },
  dryRunDraft: {
    en: 'Counts with the rule as it stands above, saved or not.',
    zh: '按上方填写的规则计算，无需先保存。',
  },
  period: { en: 'Tickets of the last', zh: '时间范围' },
  days: { en: { one: '{n} day', other: '{n} days' }, zh: '{n} 天' },
  run: { en: 'Try', zh: '试运行' },
  looked: {
    en: { one: '{n} ticket was looked at.', other: '{n} tickets were looked at.' },
    zh: '共检查 {n} 个工单。',
  },
  noTickets: { en: 'No tickets were reported in this time.', zh: '这段时间没有工单。' },
  byRule: { en: 'By the rule', zh: '命中规则' },
  noRule: { en: 'No rule: queue of the type or default', zh: '未命中：类型队列或默认队列' },
  leads: { en: 'Go to', zh: '去向' },
  tickets: { en: 'Tickets', zh: '工单数' },
  moves: { en: 'Would stand in another queue than they do', zh: '与当前队列不同的工单' },
  noMoves: { en: 'All would stand where they stand.', zh: '全部与当前所在队列一致。' },
  firstMoves: { en: 'The first {n} are shown.', zh: '仅显示前 {n} 个。' },
  from: { en: 'Stands in', zh: '当前队列' },
  to: { en: 'Would stand in', zh: '试运行队列' },
  ticket: { en: 'Ticket', zh: '工单' },
};

export const fieldWords = {
  type: { en: 'Type', zh: '类型' },
  priority: { en: 'Priority', zh: '优先级' },
  channel: { en: 'Channel', zh: '渠道' },
  tier: { en: 'Customer tier', zh: '客户等级' },
  region: { en: 'Region', zh: '地区' },
  product: { en: 'Product', zh: '产品' },
  category: { en: 'Category', zh: '分类' },
  tags: { en: 'Tags', zh: '标签' },
  language: { en: 'Language', zh: '语言' },
  customerId: { en: 'Customer id', zh: '客户编号' },
  affected: { en: 'Affected customers', zh: '受影响客户数' },
  subject: { en: 'Subject', zh: '主题' },
} satisfies Readonly<Record<string, Word>>;

export const testWords: Readonly<Record<RoutingTest, Word>> = {
  'one-of': { en: 'is one of', zh: '是其中之一' },
  'none-of': { en: 'is none of', zh: '不是其中任何一个' },
  containing: { en: 'contains', zh: '包含' },
  'at-least': { en: 'is at least', zh: '不小于' },
  within: { en: 'is in or below', zh: '位于（含下级）' },
};
